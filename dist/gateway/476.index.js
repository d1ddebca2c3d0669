export const id = 476;
export const ids = [476];
export const modules = {

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

/***/ 2476:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  googleCredential: () => (/* binding */ googleCredential)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/resolve/google-credentials.js
var google_credentials = __webpack_require__(603);
// EXTERNAL MODULE: ./build/credentials/github-oidc.js
var github_oidc = __webpack_require__(1766);
// EXTERNAL MODULE: ./build/credentials/renewable.js
var renewable = __webpack_require__(152);
// EXTERNAL MODULE: ./build/network/failures.js
var failures = __webpack_require__(57);
// EXTERNAL MODULE: ./build/credentials/google/said.js
var google_said = __webpack_require__(5768);
// EXTERNAL MODULE: ./build/credentials/google/strategy.js
var strategy = __webpack_require__(1952);
// EXTERNAL MODULE: ./build/credentials/google/transport.js
var google_transport = __webpack_require__(8924);
;// CONCATENATED MODULE: ./build/credentials/google/failure.js





const telling = [
    'iss',
    'aud',
    'sub',
    'repository',
    'repository_id',
    'repository_owner',
    'repository_owner_id',
    'ref',
    'event_name',
    'environment',
    'actor',
    'workflow_ref',
    'job_workflow_ref',
];
const names = {
    sts: "Google's Security Token Service",
    iamcredentials: 'IAM Credentials',
    oauth2: "Google's OAuth endpoint",
    metadata: 'the metadata server',
    source: 'whoever gives out the token to show',
};
function explainFailure(error, context) {
    if (error instanceof errors/* ActionError */.lZ)
        return error;
    if (error instanceof google_transport/* Unreached */.YX)
        return unreached(error);
    if (error instanceof google_transport/* Refused */.Lw)
        return refused(error, context);
    const message = error instanceof Error ? error.message : String(error);
    return new errors/* ActionError */.lZ('gcp-credentials-missing', `With ${context.credential} no token can be had: ${(0,errors/* shorten */.ml)(message, 500)}`);
}
function unreached(error) {
    const { service, host } = error;
    const code = service === 'source' ? 'gcp-credentials-missing' : 'gcp-unreachable';
    return new errors/* ActionError */.lZ(code, `${capital(names[service])} could not be reached (${host}): ${(0,failures/* words */.a)(error)}`);
}
function refused(error, context) {
    const { service, host, status } = error;
    const said = (0,google_said/* readGoogleError */.Yf)(error.body);
    const away = 'gcp-unreachable';
    if (status >= 300 && status < 400)
        return new errors/* ActionError */.lZ(away, `${capital(names[service])} (${host}) wants to send the request elsewhere: ${status}`);
    if (status >= 500 || status === 429 || status === 408)
        return new errors/* ActionError */.lZ(away, `${capital(names[service])} (${host}) went on answering: ${(0,google_said/* describeGoogleError */.$G)(status, said)}`);
    if ((0,google_transport/* isPage */.yp)(error)) {
        const message = `Something in front of ${names[service]} (${host}) answered in its place: ${(0,google_said/* describeGoogleError */.$G)(status, said)}`;
        return new errors/* ActionError */.lZ(away, message);
    }
    const fail = (code, ...lines) => new errors/* ActionError */.lZ(code, lines.filter((line) => line !== undefined).join('\n'));
    if (said.reason === 'SERVICE_DISABLED')
        return fail('gcp-api-disabled', `${capital(names[service])} refused ${context.credential}: ${said.message}`, `Enable ${said.metadata.service ?? 'the API'} in ${said.metadata.consumer ?? 'the project'}: gcloud services enable ${said.metadata.service ?? ''}`.trim());
    switch (service) {
        case 'sts':
            return fail('gcp-identity-denied', stsHead(context, said, status), stsCure(context, said), claimsOf(context));
        case 'iamcredentials':
            return fail('gcp-impersonation-denied', `${capital(context.credential)} may not act as ${context.serviceAccount}: ${(0,google_said/* describeGoogleError */.$G)(status, said)}`, impersonationCure(context, status), claimsOf(context));
        case 'oauth2':
            return fail('gcp-identity-denied', `${capital(names.oauth2)} refused ${context.credential}: ${(0,google_said/* describeGoogleError */.$G)(status, said)}`, oauthCure(said));
        case 'metadata':
            return fail('gcp-credentials-missing', `${capital(names.metadata)} gave no token for ${context.credential}: ${(0,google_said/* describeGoogleError */.$G)(status, said)}`, 'Is there a service account on this machine (on GKE: Workload Identity on its node pool)?');
        case 'source':
            return fail('gcp-credentials-missing', `${host} gave no token to show to Google: ${(0,google_said/* describeGoogleError */.$G)(status, said)}`);
    }
}
function stsHead({ credential, provider }, said, status) {
    return `Google's Security Token Service refused ${credential} at ${provider}: ${(0,google_said/* describeGoogleError */.$G)(status, said)}`;
}
function stsCure({ provider = '', claims }, said) {
    const { type, message } = said;
    if (type === 'invalid_target')
        return "Compare `gcp-workload-identity-provider` with what `gcloud iam workload-identity-pools providers describe` prints as `name`: the number is the project's number, not its id, and neither pool nor provider may be disabled.";
    if (type === 'invalid_request' && /audience/i.test(message))
        return `\`gcp-workload-identity-provider\` must be like projects/123456789012/locations/global/workloadIdentityPools/POOL/providers/PROVIDER${/\/providers\//.test(provider) ? '' : '; this is a pool, not a provider'}.`;
    if (/attribute condition/i.test(message))
        return "The provider's attribute condition is false for this job. Compare it with the claims; the case of letters counts.";
    if (/127 bytes/.test(message))
        return 'Map something shorter: `google.subject=assertion.repository_id`, say.';
    if (/audience in ID Token/i.test(message))
        return `The token is made out for ${claims?.aud}. Leave the provider's allowed audiences empty, or have this one among them.`;
    if (/issuer/i.test(message))
        return "The provider's issuer must be the one below: https://token.actions.githubusercontent.com, or on GitHub Enterprise Server its own.";
    if (/stale|expired/i.test(message))
        return 'Is the clock of this machine right?';
    return undefined;
}
function impersonationCure(context, status) {
    const { provider, claims, serviceAccount } = context;
    if (status === 404)
        return `There is no service account ${serviceAccount}; compare \`gcp-service-account\`.`;
    if (status !== 403)
        return undefined;
    if (provider === undefined)
        return 'Grant it `roles/iam.serviceAccountTokenCreator` on that service account.';
    return [
        'Grant `roles/iam.workloadIdentityUser` on that service account to one of these, as far as the provider maps the attribute:',
        ...(0,strategy/* membersOf */.l)({ provider, claims }).map((member) => `  ${member}`),
        'A grant takes a few minutes to hold.',
    ].join('\n');
}
function oauthCure({ type, message }) {
    if (/account not found/i.test(message))
        return 'The service account has been deleted, or the key is of another one.';
    if (/signature/i.test(message))
        return 'The key has been deleted or disabled, or is not the one of that account.';
    if (/short-lived|timeframe/i.test(message))
        return 'Is the clock of this machine right?';
    if (type === 'invalid_grant')
        return 'The login has ended or was taken back: log in again (`gcloud auth application-default login`).';
    return undefined;
}
function claimsOf({ claims }) {
    if (claims === undefined)
        return undefined;
    const lines = telling
        .filter((name) => claims[name] !== undefined)
        .map((name) => `  ${name}: ${(0,errors/* shorten */.ml)(String(claims[name]), 300)}`);
    return lines.length === 0 ? undefined : ['The token said:', ...lines].join('\n');
}
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

;// CONCATENATED MODULE: ./build/credentials/google/google.js






const patienceMs = 60_000;
function googleCredential(plan, means, deadlineMs = patienceMs) {
    const transport = new google_transport/* Transport */.oK(plan, means, deadlineMs);
    let known;
    const first = async (strategy) => {
        const own = plan.project === undefined ? strategy.project() : plan.project;
        const [token, project, universe] = await Promise.all([strategy.fetch(), own, strategy.universe?.()]);
        if (universe !== undefined && universe !== plan.universe)
            throw elsewhere(universe, plan.universe);
        if (project === undefined)
            throw new errors/* ActionError */.lZ('input-invalid', missingProject);
        known = { project };
        const member = await strategy.member();
        if (member !== undefined)
            means.identified?.(member);
        const who = (await strategy.who()).replace(/\s+/g, ' ');
        means.say(`google: ${who}, until ${new Date(token.expiresAt).toISOString()}`);
        return { ...token, project };
    };
    return new renewable/* Renewable */.e(async () => {
        transport.begin();
        let strategy;
        try {
            strategy = await load(plan, transport, means);
            const token = known === undefined ? await first(strategy) : { ...(await strategy.fetch()), ...known };
            return { value: { ...token, quotaProject: plan.quotaProject ?? token.quotaProject }, endsAt: token.expiresAt };
        }
        catch (error) {
            throw explainFailure(error, strategy?.context() ?? { credential: 'the credential' });
        }
    });
}
const missingProject = '- gcp-project-id: is missing, and the credentials of the machine name no project: give the input, or set `GOOGLE_CLOUD_PROJECT`';
function elsewhere(its, ours) {
    return new errors/* ActionError */.lZ('gcp-credentials-missing', `The credentials are for the cloud ${its}, and the requests would go to ${ours}: set GOOGLE_CLOUD_UNIVERSE_DOMAIN to ${its}.`);
}
async function load(plan, transport, means) {
    switch (plan.kind) {
        case 'workload-identity': {
            const subject = (0,github_oidc/* subjectToken */.e)(plan.request, plan.audience, means);
            subject.get().catch(() => { });
            return (await Promise.all(/* import() */[__webpack_require__.e(121), __webpack_require__.e(960), __webpack_require__.e(987)]).then(__webpack_require__.bind(__webpack_require__, 4987))).workloadIdentity(plan, subject, transport);
        }
        case 'json': {
            const parsed = (0,google_credentials/* parseGoogleCredentials */.n)(plan.credentials.reveal());
            if (!parsed.ok)
                throw new errors/* ActionError */.lZ('gcp-credentials-missing', `gcp-credentials-json ${parsed.expected}.`);
            for (const secret of parsed.secrets)
                transport.mask(secret);
            return (await __webpack_require__.e(/* import() */ 613).then(__webpack_require__.bind(__webpack_require__, 6613))).fromKeyFile(parsed.file, transport);
        }
        case 'ambient':
            return (await __webpack_require__.e(/* import() */ 175).then(__webpack_require__.bind(__webpack_require__, 5175))).ambient(plan, transport);
    }
}


/***/ }),

/***/ 1952:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ cloudPlatform),
/* harmony export */   l: () => (/* binding */ membersOf)
/* harmony export */ });
function membersOf({ serviceAccount, provider, claims }) {
    if (serviceAccount !== undefined)
        return [`serviceAccount:${serviceAccount}`];
    if (provider === undefined)
        return [];
    const pool = `//iam.googleapis.com/${provider.replace(/\/providers\/.*$/, '')}`;
    const { repository_id: repository, sub } = claims ?? {};
    const members = [
        repository === undefined ? [] : `principalSet:${pool}/attribute.repository_id/${repository}`,
        sub === undefined ? [] : `principal:${pool}/subject/${sub}`,
    ].flat();
    return members.length === 0 ? [`principalSet:${pool}/*`] : members;
}
const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';


/***/ }),

/***/ 8924:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lw: () => (/* binding */ Refused),
/* harmony export */   YX: () => (/* binding */ Unreached),
/* harmony export */   oK: () => (/* binding */ Transport),
/* harmony export */   yp: () => (/* binding */ isPage)
/* harmony export */ });
/* harmony import */ var _network_failures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57);
/* harmony import */ var _resolve_google_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9985);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4199);



class Refused extends Error {
    service;
    host;
    status;
    body;
    headers;
    constructor(service, host, status, body, headers) {
        super(`${host} answered with ${status}`);
        this.service = service;
        this.host = host;
        this.status = status;
        this.body = body;
        this.headers = headers;
    }
}
class Unreached extends Error {
    service;
    host;
    code;
    lasting;
    constructor(service, host, code, message, lasting) {
        super(message);
        this.service = service;
        this.host = host;
        this.code = code;
        this.lasting = lasting;
    }
}
const tryMs = 15_000;
const answerBytes = 1024 * 1024;
class Transport {
    #place;
    #means;
    #deadlineMs;
    #until = 0;
    constructor(place, means, deadlineMs) {
        this.#place = place;
        this.#means = means;
        this.#deadlineMs = deadlineMs;
        this.begin();
    }
    begin() {
        this.#until = Date.now() + this.#deadlineMs;
    }
    async whileLooking(ms, look) {
        const until = this.#until;
        this.#until = Math.min(until, Date.now() + ms);
        try {
            return await look();
        }
        finally {
            this.#until = until;
        }
    }
    get stop() {
        return this.#means.stop;
    }
    get idle() {
        return this.#means.idle;
    }
    mask(secret) {
        this.#means.mask(secret);
    }
    get forLibrary() {
        return {
            transporter: this,
            useAuthRequestParameters: false,
        };
    }
    request = (request) => {
        const url = new URL(request.url ?? '');
        for (const [name, value] of Object.entries(request.params ?? {}))
            url.searchParams.append(name, value);
        const assertion = request.data instanceof URLSearchParams ? request.data.get('assertion') : null;
        if (assertion !== null)
            this.mask(assertion);
        return this.ask(serviceOf(request, url), this.#placed(url), request);
    };
    ask(service, url, request) {
        const patience = { passes, afterMs, overallMs: this.#until - Date.now(), tryMs, stop: this.#means.stop };
        return (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retry */ .L)((signal) => this.#send(service, url, request, signal), patience).catch((error) => {
            throw error instanceof _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .OutOfPatience */ .z ? error.cause : error;
        });
    }
    #placed(url) {
        const { endpoints, universe } = this.#place;
        const [, service, domain] = /^(sts|iamcredentials|oauth2)\.(.+)$/.exec(url.hostname) ?? [];
        const place = endpoints[service];
        if (place === undefined || (domain !== _resolve_google_names_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultUniverse */ .LT && domain !== universe))
            return url;
        const method = service === 'oauth2' ? url.pathname : url.pathname.replace(/^\/v1(?=\/)/, '');
        return new URL(place.href.replace(/\/+$/, '') + method + url.search);
    }
    async #send(service, url, request, signal) {
        const { body, headers } = written(request);
        const secure = url.protocol === 'https:';
        const client = process.getBuiltinModule(secure ? 'node:https' : 'node:http');
        const { agents } = this.#means;
        const agent = secure ? agents.https : agents.http;
        const started = Date.now();
        try {
            const answer = await new Promise((resolve, reject) => {
                client
                    .request(url, { method: request.method ?? 'GET', headers, agent, signal })
                    .on('response', resolve)
                    .on('error', reject)
                    .end(body);
            });
            const text = await read(answer);
            const status = answer.statusCode ?? 0;
            const data = parsed(text, request.responseType);
            if (status < 200 || status > 299 || isPage({ service, body: data }))
                throw new Refused(service, url.host, status, data, answer.headers);
            for (const secret of secretsIn(data))
                this.#means.mask(secret);
            return { data: data, status, headers: answer.headers };
        }
        catch (error) {
            if (error instanceof Refused)
                throw error;
            const late = signal.reason?.name === 'TimeoutError';
            const { code = 'ERR', message } = error;
            throw new Unreached(service, url.host, late ? 'ETIMEDOUT' : code, late ? `no answer within ${Math.ceil((Date.now() - started) / 1000)} s` : message || code, !late && (0,_network_failures_js__WEBPACK_IMPORTED_MODULE_2__/* .isLasting */ .d)(error));
        }
    }
}
function isPage({ service, body }) {
    return typeof body === 'string' && service !== 'metadata' && service !== 'source';
}
function serviceOf({ data }, url) {
    if (url.pathname.endsWith(':generateAccessToken'))
        return 'iamcredentials';
    if (!(data instanceof URLSearchParams))
        return 'source';
    return /token-exchange$/.test(data.get('grant_type') ?? '') ? 'sts' : 'oauth2';
}
function passes(error) {
    if (error instanceof Refused)
        return error.status === 408 || error.status === 429 || error.status >= 500;
    return error instanceof Unreached && !error.lasting;
}
function afterMs(error) {
    const seconds = error instanceof Refused ? Number(error.headers['retry-after']) : 0;
    return seconds > 0 && Number.isFinite(seconds) ? seconds * 1000 : 0;
}
function written({ data, headers }) {
    const sent = Object.fromEntries(new Headers(headers));
    if (data === undefined)
        return { body: undefined, headers: sent };
    const form = data instanceof URLSearchParams;
    const body = form || typeof data === 'string' ? String(data) : JSON.stringify(data);
    sent['content-type'] ??= form ? 'application/x-www-form-urlencoded;charset=UTF-8' : 'application/json';
    sent['content-length'] = String(Buffer.byteLength(body));
    return { body, headers: sent };
}
async function read(answer) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of answer) {
        bytes += chunk.length;
        if (bytes > answerBytes)
            throw Object.assign(new Error('the answer is far too long for a token'), { code: 'ERR_INVALID_ANSWER' });
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
function parsed(text, type) {
    if (type === 'text')
        return text;
    try {
        return JSON.parse(text);
    }
    catch {
        return text;
    }
}
function secretsIn(data) {
    if (typeof data === 'string')
        return data.length < 64 ? [] : [data.trim()];
    const values = Object.entries(data ?? {}).filter(([name]) => /token$|^value$|secret/i.test(name));
    return values.flatMap(([, value]) => (typeof value === 'string' ? [value] : []));
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


/***/ }),

/***/ 603:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ parseGoogleCredentials)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _base_url_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3662);


const oneLine = 'store the whole file as base64 in one line (`base64 -w0 key.json`)';
function parseGoogleCredentials(text) {
    const given = text.replace(/^\uFEFF/, '').trim();
    if (given === '')
        return wrong('is empty; a secret that does not exist, or that this event may not read, comes out empty');
    const json = given.startsWith('{') ? given : decoded(given);
    if (json === undefined)
        return wrong(notJson(given));
    const file = parsed(json);
    if (file === undefined)
        return wrong(`is not valid JSON: a part is missing, or pasting has changed it; ${oneLine}`);
    const problem = check(file);
    if (problem !== undefined)
        return wrong(problem);
    const secrets = secretsOf(file);
    return { ok: true, file: file, secrets: json === given ? secrets : [given, ...secrets] };
}
function wrong(expected) {
    return { ok: false, expected };
}
function decoded(text) {
    const packed = text.replace(/\s+/g, '');
    if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(packed))
        return undefined;
    const bytes = Buffer.from(packed, /[-_]/.test(packed) ? 'base64url' : 'base64');
    const json = bytes.toString(bytes[1] === 0 || bytes[0] === 0xff ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '');
    return json.trimStart().startsWith('{') ? json : undefined;
}
function notJson(text) {
    if (text.startsWith('-----BEGIN'))
        return 'is a private key by itself; the whole JSON file that holds it is wanted';
    if (/^["']/.test(text))
        return 'is in quotes; give the JSON as it stands in the file, or its base64';
    if (/^(\.{0,2}[/\\]|~|[A-Za-z]:\\)|\.json$/.test(text))
        return 'is a path; the content of the file is wanted';
    return 'must be the JSON of a Google key file, or its base64';
}
function parsed(text) {
    for (const form of [text, escapedBreaks(text)]) {
        try {
            const json = JSON.parse(form);
            return isObject(json) ? json : undefined;
        }
        catch {
        }
    }
    return undefined;
}
function escapedBreaks(text) {
    return text.replace(/"(?:[^"\\]|\\.)*"/gs, (quoted) => quoted.replace(/\r\n|[\r\n]/g, '\\n').replace(/\t/g, '\\t'));
}
function check(file, inside = '') {
    const { type } = file;
    const strings = (names) => {
        const missing = names.filter((name) => typeof file[name] !== 'string' || file[name] === '');
        if (missing.length === 0)
            return undefined;
        const list = missing.map((name) => `\`${inside}${name}\``).join(', ');
        return `lacks ${list}, which a file of type ${type} has; take the file as Google gave it`;
    };
    const odd = [
        'quota_project_id',
        'universe_domain',
        'project_id',
        'private_key_id',
        'client_id',
        'client_secret',
    ].find((name) => file[name] !== undefined && typeof file[name] !== 'string');
    if (odd !== undefined)
        return `has a \`${inside}${odd}\` that is no string`;
    const strange = ['project_id', 'quota_project_id'].find((name) => !/^[a-z0-9.:-]*$/.test(String(file[name] ?? '')));
    if (strange !== undefined)
        return `has a \`${inside}${strange}\` that is no project`;
    if (file.universe_domain !== undefined && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(String(file.universe_domain)))
        return `has a \`${inside}universe_domain\` that is no domain`;
    switch (type) {
        case 'service_account': {
            const missing = strings(['client_email', 'private_key']);
            if (missing !== undefined)
                return missing;
            if (!isEmail(String(file.client_email)))
                return `has a \`${inside}client_email\` that is no address`;
            const key = mendedKey(String(file.private_key));
            if (key === undefined)
                return `has a \`${inside}private_key\` that is no longer a key: pasting has changed its line breaks, or a part is missing; ${oneLine}`;
            file.private_key = key;
            return undefined;
        }
        case 'authorized_user':
            return strings(['client_id', 'client_secret', 'refresh_token']);
        case 'external_account': {
            const missing = strings(['audience', 'subject_token_type', 'token_url']);
            if (missing !== undefined)
                return missing;
            if (!isObject(file.credential_source))
                return `lacks \`${inside}credential_source\`, which says where the token to show comes from`;
            if (file.credential_source.certificate !== undefined)
                return `shows a certificate (\`${inside}credential_source.certificate\`), which this action does not take`;
            if (!sources.some((name) => name in file.credential_source))
                return `has a \`${inside}credential_source\` that names none of ${sources.map((name) => `\`${name}\``).join(', ')}`;
            return checkPlace(file, 'token_url', inside) ?? checkImpersonation(file, inside);
        }
        case 'impersonated_service_account': {
            if (inside !== '')
                return 'impersonates from an impersonated account; name the accounts between as `delegates`';
            const missing = strings(['service_account_impersonation_url']);
            if (missing !== undefined)
                return missing;
            const { source_credentials: source, delegates } = file;
            if (!isObject(source))
                return 'lacks `source_credentials`, which hold who impersonates';
            if (delegates !== undefined && !(Array.isArray(delegates) && delegates.every((one) => typeof one === 'string')))
                return 'has `delegates` that are no list of names';
            return checkImpersonation(file, inside) ?? check(source, 'source_credentials.');
        }
        case 'external_account_authorized_user':
        case 'gdch_service_account':
            return `is of type ${type}, which this action does not take`;
        case undefined:
            if (isObject(file.installed) || isObject(file.web))
                return 'is the file of an OAuth client, which is no credential; a service account key is, or what gcloud writes at a login';
    }
    const kinds = 'service_account, authorized_user, external_account or impersonated_service_account';
    return `has ${type === undefined ? `no \`${inside}type\`` : `a \`${inside}type\` that Google does not have`}: it is one of ${kinds}`;
}
const sources = ['file', 'url', 'executable', 'environment_id'];
function checkPlace(file, name, inside) {
    const value = String(file[name]);
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url?.protocol === 'https:' || (url?.protocol === 'http:' && (0,_base_url_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoopback */ .U9)(url.hostname)))
        return undefined;
    return `has a \`${inside}${name}\` that is no https URL`;
}
function checkImpersonation(file, inside) {
    const name = 'service_account_impersonation_url';
    if (file[name] === undefined)
        return undefined;
    const [, email = ''] = /\/v1\/projects\/-\/serviceAccounts\/([^/:]+):generateAccessToken$/.exec(String(file[name])) ?? [];
    if (!isEmail(email))
        return `has a \`${inside}${name}\` that does not end in an account's \`:generateAccessToken\``;
    return checkPlace(file, name, inside);
}
function isEmail(text) {
    return /^[^@\s:/]+@[a-z0-9.-]+$/.test(text);
}
function mendedKey(key) {
    const [, label, body] = /-----BEGIN ((?:RSA )?PRIVATE KEY)-----([^-]*)-----END \1-----/.exec(key) ?? [];
    const packed = body?.replace(/\\+[nr]|\s+/g, '');
    if (packed === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed))
        return undefined;
    const lines = packed.match(/.{1,64}/g) ?? [];
    const pem = `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(pem).asymmetricKeyType === 'rsa' ? pem : undefined;
    }
    catch {
        return undefined;
    }
}
function secretsOf(file) {
    const own = ['private_key', 'client_secret', 'refresh_token'].flatMap((name) => typeof file[name] === 'string' ? [file[name]] : []);
    const source = isObject(file.credential_source) ? file.credential_source : {};
    const headers = isObject(source.headers) ? Object.values(source.headers) : [];
    const shown = headers.flatMap((value) => (typeof value === 'string' ? [value, value.replace(/^\w+ +/, '')] : []));
    const inner = isObject(file.source_credentials) ? secretsOf(file.source_credentials) : [];
    return [...own, ...shown, ...inner];
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 9985:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LT: () => (/* binding */ defaultUniverse),
/* harmony export */   v8: () => (/* binding */ projectOf)
/* harmony export */ });
/* unused harmony exports parseIdentityProvider, parseServiceAccount, googleEndpoints, accountIn */
/* harmony import */ var _base_url_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3662);

const like = 'projects/123456789012/locations/global/workloadIdentityPools/POOL/providers/PROVIDER';
function parseIdentityProvider(text) {
    const name = text.trim().replace(/^(https:)?\/\/iam\.googleapis\.com\//, '');
    const parts = /^projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)(?:\/providers\/([^/]+))?$/.exec(name);
    if (parts === null)
        return wrong(`must be like ${like}`);
    const [, project = '', pool = '', provider] = parts;
    if (provider === undefined)
        return wrong(`names a pool; the provider in it is wanted: ${name}/providers/PROVIDER`);
    if (!/^\d+$/.test(project))
        return wrong("must have the project's number, not its id, behind `projects/`");
    const odd = [pool, provider].find((id) => !/^[a-z0-9-]{4,32}$/.test(id));
    if (odd !== undefined)
        return wrong('must have ids of 4 to 32 lower-case letters, digits and hyphens');
    return { ok: true, name };
}
function parseServiceAccount(text) {
    const name = text
        .trim()
        .replace(/^(\/\/iam\.googleapis\.com\/)?projects\/[^/]+\/serviceAccounts\//, '')
        .replace(/^serviceAccount:/, '');
    return /^[^@\s:/]+@([a-z0-9-]+\.)+[a-z]+$/.test(name)
        ? { ok: true, name }
        : wrong("must be a service account's address, such as claude-code@my-project-12345.iam.gserviceaccount.com");
}
function googleEndpoints(env, problems) {
    const found = {};
    for (const service of ['sts', 'iamcredentials', 'oauth2']) {
        const where = `GHA_ENDPOINT_OVERRIDE_${service}`;
        const held = env[where]?.trim();
        if (!held)
            continue;
        const url = URL.canParse(held) ? new URL(held) : undefined;
        const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
        const plain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
        if (url !== undefined && secure && plain)
            found[service] = url;
        else {
            const example = service === 'oauth2' ? 'https://oauth2.example.com' : `https://${service}.example.com/v1`;
            const expected = `must be an https URL without credentials, query and fragment: what stands in front of the method, such as ${example}`;
            problems.push({ where, expected });
        }
    }
    return found;
}
const defaultUniverse = 'googleapis.com';
function projectOf(email) {
    const [, project, domain] = /@([a-z][a-z0-9-]+)(?:\.([a-z0-9.-]+))?\.iam\.gserviceaccount\.com$/.exec(email ?? '') ?? [];
    return domain === undefined ? project : `${domain}:${project}`;
}
function accountIn(impersonationUrl) {
    return /\/serviceAccounts\/([^/:]+):generateAccessToken$/.exec(impersonationUrl ?? '')?.[1];
}
function wrong(expected) {
    return { ok: false, expected };
}


/***/ })

};
