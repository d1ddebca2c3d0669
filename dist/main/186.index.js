export const id = 186;
export const ids = [186];
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


/***/ })

};
