export const id = 689;
export const ids = [689,186,397,146];
export const modules = {

/***/ 1186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   awsCredential: () => (/* binding */ awsCredential)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _network_failures_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(57);
/* harmony import */ var _github_oidc_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1766);
/* harmony import */ var _renewable_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(152);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4199);
/* harmony import */ var _denied_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(172);






const overallMs = 45_000;
const tryMs = 10_000;
const longestChained = 3_600;
function awsCredential(plan, means) {
    const sdk = loadSdk(plan, means);
    let identity;
    let [...chained] = plan.roles;
    if (plan.source.kind === 'oidc') {
        const [first = '', ...rest] = plan.roles;
        identity = webIdentity(first, plan.source, { plan, means, sdk });
        chained = rest;
    }
    else
        identity = ambient({ plan, means, sdk });
    for (const role of chained)
        identity = assumed(role, identity, { plan, means, sdk });
    const given = new WeakMap();
    return {
        get: async () => {
            const held = await identity.get();
            given.set(held.credentials, held);
            return held.credentials;
        },
        rejected: async (credentials) => {
            const held = given.get(credentials);
            return held !== undefined && (await renewed(identity, held));
        },
    };
}
async function renewed(source, held) {
    if (!(await source.rejected(held)))
        return false;
    const { credentials } = await source.get();
    return isOther(credentials, held.credentials);
}
function isOther(one, other) {
    return one.accessKeyId !== other.accessKeyId || one.sessionToken !== other.sessionToken;
}
function loadSdk({ region, variables }, { agents }) {
    let loading;
    return () => {
        loading ??= (async () => {
            for (const [name, value] of variables)
                process.env[name] = value.reveal();
            const { AwsSdk } = await Promise.all(/* import() */[__webpack_require__.e(118), __webpack_require__.e(861), __webpack_require__.e(695), __webpack_require__.e(941)]).then(__webpack_require__.bind(__webpack_require__, 9941));
            return new AwsSdk(region, agents);
        })();
        return loading;
    };
}
function webIdentity(role, source, way) {
    const { plan, means } = way;
    const subject = (0,_github_oidc_js__WEBPACK_IMPORTED_MODULE_1__/* .subjectToken */ .e)(source.request, source.audience, means);
    const request = { role, sessionName: plan.sessionName, seconds: plan.sessionSeconds };
    return new _renewable_js__WEBPACK_IMPORTED_MODULE_4__/* .Renewable */ .e(async () => {
        let claims = { kind: 'token', claims: {} };
        try {
            const [sdk] = await Promise.all([way.sdk(), subject.get()]);
            const session = await (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retry */ .L)(async (signal) => {
                const token = await subject.get();
                claims = { kind: 'token', claims: token.claims };
                return sdk.assumeRoleWithWebIdentity(request, token.token, signal).catch(async (error) => {
                    if (/^ExpiredToken/.test(error.name))
                        await subject.rejected(token);
                    throw error;
                });
            }, { passes: _denied_js__WEBPACK_IMPORTED_MODULE_3__/* .passesAtAws */ .i, overallMs, tryMs, stop: means.stop });
            return begun(session, way, `by GitHub OIDC as ${claims.claims.sub}`);
        }
        catch (error) {
            throw (0,_denied_js__WEBPACK_IMPORTED_MODULE_3__/* .roleError */ .$)(error, { role, seconds: request.seconds, by: claims, externalId: false, region: plan.region });
        }
    });
}
function assumed(role, source, way) {
    const { plan, means } = way;
    const request = { role, sessionName: plan.sessionName, seconds: Math.min(plan.sessionSeconds, longestChained) };
    return new _renewable_js__WEBPACK_IMPORTED_MODULE_4__/* .Renewable */ .e(async () => {
        let who = 'nobody';
        try {
            const sdk = await way.sdk();
            const session = await (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retry */ .L)(async (signal) => {
                const caller = await source.get();
                who = caller.who;
                return sdk.assumeRole(request, plan.externalId, caller.credentials, signal).catch(async (error) => {
                    if (/^ExpiredToken/.test(error.name) && !(await renewed(source, caller)))
                        throw staysExpired(error);
                    throw error;
                });
            }, { passes: _denied_js__WEBPACK_IMPORTED_MODULE_3__/* .passesAtAws */ .i, overallMs, tryMs, stop: means.stop });
            return begun(session, way, `from ${who}`);
        }
        catch (error) {
            const externalId = plan.externalId !== undefined;
            throw (0,_denied_js__WEBPACK_IMPORTED_MODULE_3__/* .roleError */ .$)(error, {
                role,
                seconds: request.seconds,
                by: { kind: 'caller', who },
                externalId,
                region: plan.region,
            });
        }
    });
}
function staysExpired(error) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('aws-credentials-missing', `The AWS credentials that were found have ended: ${(0,_network_failures_js__WEBPACK_IMPORTED_MODULE_5__/* .words */ .a)(error)}`, {
        cause: error,
    });
}
function begun({ value, endsAt }, { means }, how) {
    maskCredentials(value.credentials, means);
    means.say(`aws: ${value.arn} ${how}${until(endsAt)}`);
    return { value: { credentials: value.credentials, who: value.arn }, endsAt };
}
function ambient(way) {
    const { plan, means } = way;
    let last;
    return new _renewable_js__WEBPACK_IMPORTED_MODULE_4__/* .Renewable */ .e(async () => {
        const sdk = await way.sdk();
        const found = await orLate(sdk.ambient()).catch((error) => {
            throw notFound(error, plan);
        });
        const { value: credentials, endsAt, how } = found;
        maskCredentials(credentials, means);
        const fresh = last === undefined || isOther(credentials, last);
        last = credentials;
        const identity = { credentials, who: `the credentials of ${how}` };
        if (fresh)
            sdk.callerIdentity(credentials, AbortSignal.any([means.stop, AbortSignal.timeout(tryMs)])).then((arn) => {
                identity.who = arn;
                means.say(`aws: ${arn}, found in ${how}${until(endsAt)}`);
            }, (error) => means.say(`aws: found in ${how}${until(endsAt)}; STS did not say as whom: ${(0,_network_failures_js__WEBPACK_IMPORTED_MODULE_5__/* .words */ .a)(error)}`));
        return { value: identity, endsAt };
    });
}
function orLate(work) {
    return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no answer within ${overallMs / 1000} s`)), overallMs);
        work.then(resolve, reject).finally(() => clearTimeout(late));
    });
}
function notFound(error, { roles, source }) {
    const looked = `the environment, ~/.aws, an SSO login, a web identity token, the container's and the instance's endpoints; the SDK says: ${(0,_network_failures_js__WEBPACK_IMPORTED_MODULE_5__/* .words */ .a)(error)}`;
    if (roles.length > 0 && source.kind === 'ambient')
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('oidc-unavailable', `The job has no OIDC token to assume ${roles[0]} with: it lacks \`permissions: id-token: write\` (a pull request from a fork never has it). Nor are there other AWS credentials to assume it from. Looked in ${looked}`, { cause: error });
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('aws-credentials-missing', `Looked in ${looked}`, { cause: error });
}
function maskCredentials({ accessKeyId, secretAccessKey, sessionToken }, { mask }) {
    mask(accessKeyId);
    mask(secretAccessKey);
    if (sessionToken !== undefined)
        mask(sessionToken);
}
function until(endsAt) {
    return endsAt === undefined ? '' : `, until ${new Date(endsAt).toISOString().slice(11, 19)} UTC`;
}


/***/ }),

/***/ 172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ roleError),
/* harmony export */   i: () => (/* binding */ passesAtAws)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _network_failures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4199);



const passingNames = /^(IDPCommunicationError(Exception)?|Throttl.*|TooManyRequests.*|RequestLimitExceeded|RequestThrottled.*|ServiceUnavailable.*|InternalFailure|InternalError|RequestTimeout.*|RequestExpired|ExpiredToken(Exception)?|TimeoutError|AbortError)$/;
function passesAtAws(error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ)
        return false;
    const { name, $metadata } = error;
    const status = $metadata?.httpStatusCode;
    if (passingNames.test(name))
        return true;
    if (status !== undefined)
        return status >= 500 || status === 429;
    return !(0,_network_failures_js__WEBPACK_IMPORTED_MODULE_2__/* .isLasting */ .d)(error) && !/Credentials?ProviderError/.test(name);
}
function roleError(error, asked) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ)
        return error;
    const last = (error instanceof _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .OutOfPatience */ .z ? error.cause : error);
    const { role, seconds } = asked;
    const fail = (code, lines) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(code, [`AWS did not let ${role} be assumed: ${(0,_network_failures_js__WEBPACK_IMPORTED_MODULE_2__/* .words */ .a)(last)}`, ...lines].join('\n'), { cause: error });
    if (last.$metadata?.httpStatusCode === undefined || error instanceof _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .OutOfPatience */ .z)
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('aws-unreachable', `STS in ${asked.region} could not be asked for ${role}: ${(0,_network_failures_js__WEBPACK_IMPORTED_MODULE_2__/* .words */ .a)(error)}`, {
            cause: error,
        });
    if (/RegionDisabled/.test(last.name))
        return fail('aws-unreachable', [
            `STS is not active in ${asked.region} for this account: activate it in the account settings of IAM, or use another \`aws-region\`.`,
        ]);
    if (/DurationSeconds/.test(last.message))
        return fail('aws-duration', [`It was asked for ${seconds} s.`]);
    if (/InvalidIdentityToken/.test(last.name) && /audience/i.test(last.message))
        return fail('aws-audience', [
            asked.by.kind === 'token' ? `The token's aud was \`${asked.by.claims.aud}\`.` : '',
            'The IAM identity provider lists its audiences ("client ids"); the role\'s trust policy may ask for one as well.',
        ]);
    if (/OpenIDConnect provider/i.test(last.message))
        return fail('aws-role-denied', [
            `The role's account (${accountOf(role)}) has no identity provider for ${issuerOf(asked)}: create one in IAM, or correct the account in \`aws-role-arn\`.`,
        ]);
    if (/^(InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|ExpiredToken|AuthFailure)/.test(last.name))
        return fail('aws-credentials-missing', [
            `The credentials that it was asked with are not good (${asked.by.kind === 'caller' ? asked.by.who : 'a token'}).`,
        ]);
    return fail('aws-role-denied', asked.by.kind === 'token' ? trustForToken(role, asked.by.claims) : trustForCaller(asked, asked.by.who));
}
function trustForToken(role, claims) {
    const issuer = String(claims.iss ?? 'https://token.actions.githubusercontent.com').replace(/^https?:\/\//, '');
    const sub = String(claims.sub ?? '');
    const older = olderForm(sub);
    return [
        `The token's sub was \`${sub}\`, its aud \`${claims.aud}\`. The role's trust policy has to allow just that, letter by letter, upper and lower case included:`,
        `  "Principal": {"Federated": "arn:${role.split(':')[1]}:iam::${accountOf(role)}:oidc-provider/${issuer}"}`,
        `  "Action": "sts:AssumeRoleWithWebIdentity"`,
        `  "Condition": {"StringEquals": {"${issuer}:sub": "${sub}", "${issuer}:aud": "${claims.aud}"}}`,
        older === undefined
            ? ''
            : `This sub has the immutable form, with the numbers of owner and repository in it; a policy for \`${older}\` does not allow it.`,
        'AWS says the same of a role that does not exist.',
    ].filter(Boolean);
}
function olderForm(sub) {
    const older = sub.replace(/^(repo:[^/@]+)@\d+(\/[^:@]+)@\d+/, '$1$2');
    return older === sub ? undefined : older;
}
function trustForCaller({ role, externalId }, who) {
    return [
        `It was asked by ${who}. Both have to allow it: that identity's own policy ("Action": "sts:AssumeRole", "Resource": "${role}"), and the role's trust policy ("Principal": {"AWS": …} with that identity or its account).`,
        externalId
            ? 'The external id of `aws-external-id` was sent; the trust policy may ask for another.'
            : 'No external id was sent; where the trust policy asks for one ("sts:ExternalId"), give it as `aws-external-id`.',
    ];
}
function accountOf(role) {
    return role.split(':')[4] ?? '';
}
function issuerOf({ by }) {
    return String(by.kind === 'token' ? (by.claims.iss ?? '') : '') || 'https://token.actions.githubusercontent.com';
}


/***/ }),

/***/ 1766:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ claimsOf),
/* harmony export */   e: () => (/* binding */ subjectToken)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _network_ask_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7008);
/* harmony import */ var _network_failures_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(57);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5714);
/* harmony import */ var _renewable_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(152);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4199);






const overallMs = 30_000;
const tryMs = 10_000;
function subjectToken({ url, token }, audience, { agents, mask, stop }) {
    const target = new URL(url);
    target.searchParams.set('audience', audience);
    const headers = { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' };
    const askOnce = async (signal) => {
        const { status, text } = await (0,_network_ask_js__WEBPACK_IMPORTED_MODULE_3__/* .ask */ .k)(target, headers, agents, signal);
        if (status === 429 || status >= 500)
            throw new Error(`status ${status}`);
        if (status !== 200) {
            const said = text.replaceAll(token.reveal(), '***').slice(0, 300);
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('oidc-unavailable', `GitHub gave no OIDC token: status ${status}: ${said}`);
        }
        const value = tokenIn(text);
        if (value === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('oidc-unavailable', 'GitHub answered without an OIDC token.');
        mask(value);
        const claims = claimsOf(value);
        const endsAt = typeof claims.exp === 'number' ? claims.exp * 1000 : undefined;
        return { value: { token: new _secret_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .z(value), claims }, endsAt };
    };
    return new _renewable_js__WEBPACK_IMPORTED_MODULE_4__/* .Renewable */ .e(async () => {
        try {
            const passes = (error) => !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ) && !(0,_network_failures_js__WEBPACK_IMPORTED_MODULE_5__/* .isLasting */ .d)(error);
            return await (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retry */ .L)(askOnce, { passes, overallMs, tryMs, stop });
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ)
                throw error;
            const what = error instanceof _retry_js__WEBPACK_IMPORTED_MODULE_2__/* .OutOfPatience */ .z ? error.message : (0,_network_failures_js__WEBPACK_IMPORTED_MODULE_5__/* .words */ .a)(error);
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('oidc-unavailable', `GitHub's OIDC endpoint (${target.host}) could not be asked: ${what}`, {
                cause: error,
            });
        }
    });
}
function tokenIn(text) {
    try {
        const { value } = JSON.parse(text);
        return typeof value === 'string' && value !== '' ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function claimsOf(jwt) {
    try {
        const claims = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
        return typeof claims === 'object' && claims !== null ? claims : {};
    }
    catch {
        return {};
    }
}


/***/ }),

/***/ 152:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ Renewable)
/* harmony export */ });
class Renewable {
    #renew;
    #held;
    #renewing;
    constructor(renew) {
        this.#renew = renew;
    }
    async get() {
        const held = this.#held;
        const state = held === undefined ? 'over' : stateOf(held);
        if (state === 'good')
            return held.value;
        const renewing = this.#once();
        if (state === 'over')
            return (await renewing).value;
        if (state === 'old') {
            renewing.catch(() => { });
            return held.value;
        }
        return renewing.then(({ value }) => value, (error) => {
            if (Date.now() < held.endsAt)
                return held.value;
            throw error;
        });
    }
    async rejected(value) {
        if (this.#held === undefined || this.#held.value !== value)
            return true;
        await this.#once();
        return true;
    }
    #once() {
        this.#renewing ??= this.#renew()
            .then((fresh) => {
            this.#held = { ...fresh, since: Date.now() };
            return this.#held;
        })
            .finally(() => {
            this.#renewing = undefined;
        });
        return this.#renewing;
    }
}
function stateOf({ endsAt, since }) {
    if (endsAt === undefined)
        return 'good';
    const [left, lifetime] = [endsAt - Date.now(), endsAt - since];
    if (left <= 0)
        return 'over';
    if (left < Math.min(30_000, lifetime / 10))
        return 'ending';
    return left < Math.min(300_000, lifetime / 3) ? 'old' : 'good';
}


/***/ }),

/***/ 4199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry),
/* harmony export */   z: () => (/* binding */ OutOfPatience)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _network_failures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57);


class OutOfPatience extends Error {
    tries;
    constructor(tries, overallMs, last) {
        const often = tries === 1 ? '1 try' : `${tries} tries`;
        super(`no answer within ${Math.round(overallMs / 1000)} s (${often}; the last: ${(0,_network_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .words */ .a)(last)})`, { cause: last });
        this.tries = tries;
    }
}
const firstMs = 200;
const longestMs = 5_000;
async function retry(attempt, { passes, afterMs = () => 0, overallMs, tryMs, stop }) {
    const end = Date.now() + overallMs;
    for (let tries = 1;; tries++) {
        const ms = Math.max(1, Math.min(tryMs, end - Date.now()));
        try {
            return await attempt(AbortSignal.any([stop, AbortSignal.timeout(ms)]));
        }
        catch (error) {
            if (stop.aborted || !passes(error))
                throw error;
            const wait = Math.max(afterMs(error), Math.random() * Math.min(longestMs, firstMs * 2 ** (tries - 1)));
            if (Date.now() + wait >= end)
                throw new OutOfPatience(tries, overallMs, error);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(wait, undefined, { signal: stop });
        }
    }
}


/***/ }),

/***/ 3146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d6: () => (/* binding */ secretError),
/* harmony export */   orNone: () => (/* binding */ orNone),
/* harmony export */   rh: () => (/* binding */ LabelsMoved)
/* harmony export */ });
/* unused harmony export NoSuchVersion */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _network_failures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4199);



class NoSuchVersion extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
}
function orNone(reading) {
    return reading.catch((error) => {
        if (error instanceof NoSuchVersion)
            return undefined;
        throw error;
    });
}
class LabelsMoved extends Error {
}
function secretError(error, action, secret, region) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ)
        return error;
    const last = (error instanceof _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .OutOfPatience */ .z ? error.cause : error);
    const said = (0,_network_failures_js__WEBPACK_IMPORTED_MODULE_2__/* .words */ .a)(last);
    const fail = (code, ...lines) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(code, [`${action} on ${secret} in ${region}: ${said}`, ...lines].join('\n'), { cause: error });
    if (last.$metadata?.httpStatusCode === undefined || error instanceof _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .OutOfPatience */ .z)
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('aws-unreachable', `Secrets Manager in ${region} could not be asked (${action}): ${(0,_network_failures_js__WEBPACK_IMPORTED_MODULE_2__/* .words */ .a)(error)}`, {
            cause: error,
        });
    switch (last.name) {
        case 'ResourceNotFoundException':
        case 'InvalidRequestException':
            if (/staging label|version ?(stage|id)/i.test(said))
                return new NoSuchVersion('secret-not-found', `${secret} in ${region} has no such version: ${said}`);
            if (last.name === 'InvalidRequestException')
                return fail('secret-not-found', 'A secret that is marked for deletion cannot be read.');
            return fail('secret-not-found', 'A name is looked up in the account of the credentials; for another account give the whole ARN.');
        case 'InvalidParameterException':
            if (action === 'UpdateSecretVersionStage')
                return new LabelsMoved(said);
            return fail('secret-not-found');
        case 'DecryptionFailure':
            return fail('secret-access-denied', kms);
        case 'AccessDeniedException':
            return fail('secret-access-denied', /kms/i.test(said)
                ? kms
                : `The identity named above needs \`secretsmanager:${action}\` on the secret, in its own policy, and for a secret of another account in the secret's resource policy as well.`);
    }
    if (/UnrecognizedClient|InvalidSignature|ExpiredToken|InvalidClientTokenId/.test(last.name))
        return fail('aws-credentials-missing', 'The AWS credentials that it was asked with are not good.');
    return fail('secret-access-denied');
}
const kms = "The identity needs `kms:Decrypt` on the KMS key that the secret is encrypted with, in the key's policy or its own.";


/***/ }),

/***/ 3397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openStore: () => (/* binding */ openStore)
/* harmony export */ });
/* harmony import */ var _aws_aws_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1186);

async function openStore(plan, means) {
    const credential = (0,_aws_aws_js__WEBPACK_IMPORTED_MODULE_0__.awsCredential)(plan.aws, means);
    credential.get().catch(() => { });
    const { SecretStore } = await Promise.all(/* import() */[__webpack_require__.e(118), __webpack_require__.e(861), __webpack_require__.e(994), __webpack_require__.e(340)]).then(__webpack_require__.bind(__webpack_require__, 9340));
    return new SecretStore(plan, credential, means);
}


/***/ }),

/***/ 7008:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ ask)
/* harmony export */ });
const longestAnswer = 1 << 20;
function ask(url, headers, agents, signal, body) {
    const secure = url.protocol === 'https:';
    const { request } = secure ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http');
    return new Promise((resolve, reject) => {
        const method = body === undefined ? 'GET' : 'POST';
        const agent = secure ? agents.https : agents.http;
        const asked = request(url, { method, headers, agent, signal }, (answer) => {
            let text = '';
            answer.setEncoding('utf8');
            answer.on('data', (more) => {
                text += more;
                if (text.length > longestAnswer)
                    answer.destroy(new Error(`an answer of over ${longestAnswer} characters`));
            });
            answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
            answer.on('error', reject);
        });
        asked.on('error', (error) => reject(signal.aborted ? signal.reason : error));
        asked.end(body);
    });
}


/***/ }),

/***/ 5689:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  settledKey: () => (/* binding */ settledKey)
});

// EXTERNAL MODULE: ./build/claude/locate.js
var locate = __webpack_require__(9357);
// EXTERNAL MODULE: ./build/credentials/key.js
var key = __webpack_require__(7490);
// EXTERNAL MODULE: ./build/credentials/secrets-manager/open.js
var secrets_manager_open = __webpack_require__(3397);
// EXTERNAL MODULE: ./build/credentials/secrets-manager/denied.js
var denied = __webpack_require__(3146);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
;// CONCATENATED MODULE: ./build/rotation/settle.js


async function settleKey(rotation, settling) {
    const { store, report, warn } = settling;
    const labels = await store.labels();
    report.before = labels.versions;
    report.after = labels.versions;
    try {
        if (rotation === 'verify')
            return await verifyCurrent(settling);
        const candidate = await candidateOf(settling, labels);
        if (candidate === undefined)
            return await verifyCurrent(settling);
        return await promote(settling, labels.versions, candidate);
    }
    finally {
        const after = await store
            .labels()
            .catch((error) => void warn(`The labels could not be read again: ${error.message}`));
        report.after = after?.versions;
    }
}
async function candidateOf({ store, say, warn }, { versions, owned }) {
    const { AWSPENDING: pending, AWSCURRENT: current } = versions;
    if (pending === undefined || pending === current)
        return undefined;
    if (owned) {
        say('rotation: a rotation function owns the labels of this secret; they are left to it');
        return undefined;
    }
    try {
        return await (0,denied.orNone)(store.read('AWSPENDING', pending));
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ) || error.code !== 'secret-field-missing')
            throw error;
        warn(`The pending version holds no key and is passed by: ${error.message}`);
        return undefined;
    }
}
const mostMoves = 3;
async function verifyCurrent(settling) {
    const { store, verify, report, purpose, warn } = settling;
    for (let moves = 0;; moves++) {
        const current = await store.read('AWSCURRENT');
        report.version = current.id;
        const verdict = await verify(current);
        if (verdict.kind === 'accepted') {
            report.rotation = 'verified';
            return current;
        }
        if (verdict.kind === 'inconclusive')
            return inconclusive(settling, current, verdict.why);
        const { versions } = await store.labels();
        if (versions.AWSCURRENT !== current.id && moves < mostMoves)
            continue;
        report.rotation = 'rejected';
        const previous = purpose === 'use' && versions.AWSPREVIOUS !== undefined && versions.AWSPREVIOUS !== current.id
            ? await (0,denied.orNone)(store.read('AWSPREVIOUS', versions.AWSPREVIOUS))
            : undefined;
        if (previous !== undefined && (await verify(previous)).kind === 'accepted') {
            report.version = previous.id;
            warn(`The provider rejected the current key (version ${current.id}); the previous one (${previous.id}) works and is used.`);
            return { ...previous, refused: [current.id] };
        }
        throw rejected(`The provider rejected the current key (version ${current.id}): ${verdict.why}`);
    }
}
async function promote(settling, before, candidate) {
    const { store, verify, report, purpose, say } = settling;
    const noted = before.AWSCURRENT;
    report.version = noted;
    const verdict = await verify(candidate);
    if (verdict.kind === 'inconclusive') {
        if (purpose === 'report')
            return inconclusive(settling, candidate, verdict.why);
        return inconclusive(settling, await store.read('AWSCURRENT'), verdict.why);
    }
    if (verdict.kind === 'rejected') {
        report.rotation = 'rejected';
        await dropPending(settling, candidate.id);
        return fallBack(settling, `The provider rejected the pending key (version ${candidate.id}): ${verdict.why}`);
    }
    if (!(await moved(settling, 'AWSCURRENT', noted ?? '', candidate.id))) {
        const winner = await store.read('AWSCURRENT');
        report.rotation = 'promoted';
        report.version = winner.id;
        say(`rotation: another run has made version ${winner.id} the current one meanwhile`);
        return winner;
    }
    report.version = candidate.id;
    report.rotation = 'promoted';
    say(`rotation: version ${candidate.id} is the current one now, in place of ${noted}`);
    await dropPending(settling, candidate.id);
    const current = (await (0,denied.orNone)(store.read('AWSCURRENT', candidate.id))) ?? (await store.read('AWSCURRENT'));
    if (current.id !== candidate.id) {
        report.version = current.id;
        return current;
    }
    const again = await verify(current);
    if (again.kind !== 'rejected')
        return current;
    if (noted !== undefined && (await moved(settling, 'AWSCURRENT', candidate.id, noted))) {
        report.rotation = 'rolled-back';
        report.version = noted;
        const previous = before.AWSPREVIOUS;
        if (previous !== undefined && previous !== candidate.id)
            await moved(settling, 'AWSPREVIOUS', candidate.id, previous);
    }
    return fallBack(settling, `The promoted key (version ${candidate.id}) was rejected as the current one: ${again.why}`);
}
async function moved({ store }, stage, from, to) {
    try {
        await store.move(stage, from, to);
        return true;
    }
    catch (error) {
        if (!(error instanceof denied/* LabelsMoved */.rh))
            throw error;
        return to !== undefined && (await store.labels()).versions[stage] === to;
    }
}
async function dropPending(settling, id) {
    await moved(settling, 'AWSPENDING', id, undefined);
}
async function fallBack({ store, purpose, report, warn }, message) {
    if (purpose === 'report')
        throw rejected(message);
    const current = await store.read('AWSCURRENT');
    report.version = current.id;
    warn(`${message}. The current key (version ${current.id}) is used.`);
    return current;
}
function inconclusive({ purpose, report, warn }, key, why) {
    report.rotation = 'inconclusive';
    const message = `Whether the key works could not be found out: ${why}`;
    if (purpose === 'report')
        throw new errors/* ActionError */.lZ('rotation-inconclusive', message);
    report.version = key.id;
    warn(`${message}. Version ${key.id} is used; no label was moved.`);
    return key;
}
function rejected(message) {
    return new errors/* ActionError */.lZ('key-rejected', message);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/claude/environment.js
var environment = __webpack_require__(8898);
// EXTERNAL MODULE: ./build/claude/run.js + 4 modules
var run = __webpack_require__(2209);
// EXTERNAL MODULE: ./build/credentials/credential.js
var credential = __webpack_require__(4636);
// EXTERNAL MODULE: ./build/gateway/meter.js + 3 modules
var gateway_meter = __webpack_require__(8301);
// EXTERNAL MODULE: ./build/gateway/server.js + 4 modules
var server = __webpack_require__(7893);
// EXTERNAL MODULE: ./build/gateway/upstreams/open.js
var upstreams_open = __webpack_require__(7638);
// EXTERNAL MODULE: ./build/network/agents.js
var network_agents = __webpack_require__(3271);
// EXTERNAL MODULE: ./build/redact/redactor.js + 2 modules
var redact_redactor = __webpack_require__(1567);
// EXTERNAL MODULE: ./build/resolve/secrets.js
var secrets = __webpack_require__(7498);
// EXTERNAL MODULE: ./build/gateway/provider-error.js
var provider_error = __webpack_require__(7375);
;// CONCATENATED MODULE: ./build/rotation/verdict.js

function verdictOf(result, { requests, error }) {
    const status = error?.kind === 'answer' ? error.status : (result?.api_error_status ?? undefined);
    if (status === 401)
        return { kind: 'rejected', why: error === undefined ? 'status 401' : (0,provider_error/* describeProviderError */.v)(error) };
    if (error !== undefined)
        return { kind: 'inconclusive', why: (0,provider_error/* describeProviderError */.v)(error) };
    if (result !== undefined && status === undefined && requests > 0)
        return { kind: 'accepted' };
    return { kind: 'inconclusive', why: status === undefined ? 'no answer came in time' : `status ${status}` };
}

;// CONCATENATED MODULE: ./build/rotation/verify.js













const deadlineMs = 30_000;
async function verifyKey({ id, key }, verifying) {
    const { provider, model, env, temp, mask, say, stop } = verifying;
    const binary = await verifying.binary;
    const meter = new gateway_meter/* Meter */.kI();
    const agents = (0,network_agents/* openAgents */.J)(verifying.proxyEnv);
    const redactor = new redact_redactor/* Redactor */.p();
    for (const secret of [key.reveal(), ...(0,secrets/* secretsOf */.F)(provider)])
        redactor.add(secret);
    const { upstream, first } = await (0,upstreams_open/* openUpstream */.U)(provider, { agents, mask, say, stop }, (credential) => credential, () => (0,credential/* fixed */.Zu)(key));
    first.catch(() => { });
    const gateway = await (0,server/* startGateway */.z)({ upstream, meter, agents, redactor });
    mask(gateway.token);
    const folder = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(temp, 'claude-verify-'));
    try {
        const pinned = (0,environment/* pinnedVariables */.A)({ model, provider }, { kind: 'gateway', url: gateway.url, token: gateway.token }, env);
        const mark = ['CLAUDE_PROVIDER_ACTION_RUN', (0,external_node_crypto_.randomBytes)(16).toString('hex')];
        const own = { CLAUDE_CONFIG_DIR: (0,external_node_path_.join)(folder, 'config'), CLAUDE_CODE_MAX_RETRIES: '1' };
        let result;
        await (0,run/* runClaude */.i)({
            binary,
            args: [
                '--print',
                '--verbose',
                '--output-format=stream-json',
                `--model=${model.aliases.haiku}`,
                '--max-turns=1',
            ],
            env: { ...(0,environment/* childEnvironment */.Q)(env, pinned, [key.reveal()], mark), ...own },
            cwd: folder,
            prompt: { kind: 'text', text: 'Just say OK' },
            transcript: (0,external_node_path_.join)(folder, 'transcript.jsonl'),
            mark,
            sandbox: { kind: 'none', why: 'not needed to try a key' },
            redactor,
        }, {
            started: () => { },
            event: (event) => {
                if (event.type === 'result')
                    result = event;
            },
            stderr: () => { },
        }, AbortSignal.any([stop, AbortSignal.timeout(deadlineMs)]));
        const verdict = verdictOf(result, meter.metered);
        say(`rotation: version ${id} ${verdict.kind === 'accepted' ? 'works' : `was ${verdict.kind}: ${verdict.why}`}`);
        return verdict;
    }
    finally {
        gateway.close();
        (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true });
    }
}

;// CONCATENATED MODULE: ./build/rotation/key.js





function settledKey(plan, purpose, means) {
    let store;
    const open = () => {
        store ??= (0,secrets_manager_open.openStore)(plan, means);
        return store;
    };
    return new key/* StoredKey */.R(async () => settle(plan, purpose, await open(), means), open, means.report);
}
async function settle({ rotation }, purpose, store, means) {
    const { report, warn, say } = means;
    if (rotation === 'off')
        return store.read('AWSCURRENT');
    const binary = (0,locate/* locateClaude */.x)(means.cli, means.locating).then(({ binary, verified }) => verified.then(() => binary));
    binary.catch(() => { });
    const temp = means.locating.temp;
    return settleKey(rotation, {
        store,
        verify: (key) => verifyKey(key, { ...means, binary, temp }),
        warn,
        say,
        purpose,
        report,
    });
}


/***/ })

};
