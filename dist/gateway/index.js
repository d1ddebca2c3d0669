import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = __webpack_unused_export__ = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
__webpack_unused_export__ = closest;


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8321:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/consumers");

/***/ }),

/***/ 7830:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/web");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 3480:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("querystring");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 8167:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("worker_threads");

/***/ }),

/***/ 5768:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $G: () => (/* binding */ describeGoogleError),
/* harmony export */   Yf: () => (/* binding */ readGoogleError),
/* harmony export */   fH: () => (/* binding */ errorInfo)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);

function readGoogleError(body) {
    const json = typeof body === 'string' ? parsed(body) : body;
    const said = Array.isArray(json) ? json[0] : json;
    const nothing = { type: undefined, message: '', reason: undefined, metadata: {} };
    if (!isObject(said))
        return { ...nothing, message: typeof body === 'string' ? pageText(body) : '' };
    const { error, error_description: description, message } = said;
    if (typeof error === 'string')
        return { ...nothing, type: error, message: text(description) };
    if (!isObject(error))
        return { ...nothing, message: text(message) };
    const info = errorInfo(error.details);
    const type = [error.status, error.type].find((one) => typeof one === 'string');
    return {
        type: type,
        message: text(error.message),
        reason: info?.reason,
        metadata: info?.metadata ?? {},
    };
}
function errorInfo(details) {
    const found = Array.isArray(details)
        ? details.find((one) => isObject(one) && typeof one.reason === 'string')
        : undefined;
    if (found === undefined)
        return undefined;
    const metadata = Object.entries(isObject(found.metadata) ? found.metadata : {});
    return {
        reason: found.reason,
        metadata: Object.fromEntries(metadata.filter(([, value]) => typeof value === 'string')),
    };
}
function describeGoogleError(status, { type, message }) {
    return [type === undefined ? status : `${status} ${type}`, message].filter(Boolean).join(': ');
}
function parsed(body) {
    try {
        return JSON.parse(body);
    }
    catch {
        return undefined;
    }
}
function pageText(body) {
    const words = body.slice(0, 4_000).replace(/<[^<>]*>/g, ' ');
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)(words.replace(/\s+/g, ' ').trim(), 300);
}
function text(value) {
    return typeof value === 'string' ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)(value, 1000) : '';
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 9473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ie: () => (/* binding */ toActionError),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   ml: () => (/* binding */ shorten)
/* harmony export */ });
/* unused harmony exports errorCodes, explain, describeProblem */
const explanations = {
    'input-invalid': ['An input of the step is wrong.', 'Correct the inputs listed above; nothing was started.'],
    'settings-invalid': ['A Claude Code settings file is wrong.', 'Correct the file at the line named above.'],
    'actor-not-allowed': [
        'Whoever caused this event may not run the agent here, as far as could be found out.',
        'Have someone with the permission named in `required-permission` start it, or name the bot in `allowed-bots`.',
    ],
    'host-not-allowed': [
        'The key would have gone to a host that `allowed-hosts` does not name.',
        'Add the host to `allowed-hosts`, or correct the URL that named it.',
    ],
    'oidc-unavailable': [
        'The job could not get an OIDC token from GitHub.',
        'Give the job `permissions: id-token: write`.',
    ],
    'aws-credentials-missing': [
        'No AWS credentials were found.',
        'Set `aws-role-arn`, or provide credentials in the environment or on the machine.',
    ],
    'aws-role-denied': [
        'AWS refused to let the role be assumed.',
        "Compare the role's trust policy with the claims named above.",
    ],
    'aws-audience': [
        "The OIDC token's audience is not the one the identity provider in AWS expects.",
        'Set `aws-audience` to the audience of the IAM identity provider.',
    ],
    'aws-duration': [
        "The session duration is over the role's limit.",
        "Lower `aws-session-duration` or raise the role's maximum; sessions are renewed while a run goes on.",
    ],
    'aws-unreachable': ['AWS could not be reached.', 'Check the network, the proxy and the endpoint named above.'],
    'gcp-credentials-missing': [
        'No Google credentials were found.',
        'Set `gcp-workload-identity-provider` or `gcp-credentials-json`, or provide Application Default Credentials.',
    ],
    'gcp-identity-denied': [
        "Google refused the job's identity.",
        "Compare the workload identity pool's attribute condition with the claims named above.",
    ],
    'gcp-impersonation-denied': [
        'Google refused the impersonation of the service account.',
        'Grant the identity `roles/iam.workloadIdentityUser` on the service account.',
    ],
    'gcp-permission-denied': [
        'The Google identity may not use the model.',
        'Grant it `roles/aiplatform.user` on the project.',
    ],
    'gcp-api-disabled': ['An API that is needed is not enabled in the Google project.', 'Enable the API named above.'],
    'gcp-unreachable': [
        'Google Cloud could not be reached.',
        'Check the network, the proxy and the endpoint named above.',
    ],
    'secret-not-found': ['The secret does not exist.', 'Check `secret-id` and the region it is looked up in.'],
    'secret-access-denied': ['The secret may not be read.', 'Grant the role the action named above on the secret.'],
    'secret-field-missing': ['The secret has no such field.', 'Set `secret-key` to the JSON field that holds the key.'],
    'key-rejected': ['The provider rejected the key.', 'Put a valid key into the secret.'],
    'rotation-inconclusive': [
        'Whether the key works could not be found out, so nothing was changed.',
        'Run it again when the provider answers.',
    ],
    'model-unknown': [
        'The model is not known.',
        'Check the spelling of `model`, and that this account or gateway has it.',
    ],
    'model-access': [
        'The model may not be used with this account.',
        'Ask for access to the model at the provider, or pick another with `model`.',
    ],
    'provider-auth': [
        'The provider refused the credential.',
        'Check that the key is current, that it belongs to this provider or gateway, and `auth-scheme`.',
    ],
    'provider-rate-limited': [
        'The provider limits the rate, and went on doing so.',
        "Run it later, or have the account's limit raised.",
    ],
    'provider-overloaded': ['The provider is overloaded, and stayed so.', 'Run it again in a while.'],
    'provider-unreachable': [
        'The provider could not be reached.',
        'Check `base-url`, the network and the proxy (`HTTPS_PROXY`, `NO_PROXY`).',
    ],
    'provider-error': ['The provider answered with an error.', "Read the provider's own message above."],
    'max-turns': ['The agent used up its turns.', 'Raise `max-turns`, or ask for less.'],
    'max-budget': ['The agent used up its budget.', 'Raise `max-budget-usd`, or ask for less.'],
    timeout: ['The run took longer than `timeout-minutes`.', 'Raise `timeout-minutes`, or ask for less.'],
    cancelled: ['The run was cancelled.', 'Start it again if that was not meant.'],
    'claude-install': [
        'The Claude Code CLI could not be installed.',
        'Check the network named above, or give `claude-path`.',
    ],
    'claude-crashed': [
        'The Claude Code CLI failed by itself, or ended without a result.',
        'Read what it last said above, and the transcript in `execution-file`.',
    ],
    internal: ['Something went wrong inside this action.', 'Report it, with the log.'],
};
const errorCodes = Object.keys(explanations);
function explain(code) {
    const [cause, cure] = explanations[code];
    return { cause, cure };
}
class ActionError extends Error {
    code;
    constructor(code, message, options) {
        super(message, options);
        this.name = 'ActionError';
        this.code = code;
    }
}
function toActionError(error) {
    if (error instanceof ActionError)
        return error;
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return new ActionError('internal', message, { cause: error });
}
function describeProblem({ where, held, expected }) {
    return held === undefined ? `${where}: ${expected}` : `${where} is ${JSON.stringify(shorten(held, 200))}: ${expected}`;
}
function shorten(text, length) {
    return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}


/***/ }),

/***/ 7162:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8321);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9473);
/* harmony import */ var _gateway_handover_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6462);
/* harmony import */ var _gateway_meter_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8301);
/* harmony import */ var _gateway_server_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(7096);
/* harmony import */ var _gateway_upstreams_open_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(1727);
/* harmony import */ var _network_agents_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(3271);
/* harmony import */ var _redact_redactor_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(1567);
/* harmony import */ var _resolve_secrets_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(7498);









const handover = (0,_gateway_handover_js__WEBPACK_IMPORTED_MODULE_2__/* .unpack */ .l1)(await (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__.text)(process.stdin));
for (const [name, value] of handover.surroundings)
    process.env[name] = value.reveal();
const ready = await open(handover);
process.stdout.end(`${JSON.stringify(ready)}\n`);
async function open({ provider, proxyEnv, control, exportAws }) {
    const told = { said: [], masks: [] };
    const agents = (0,_network_agents_js__WEBPACK_IMPORTED_MODULE_7__/* .openAgents */ .J)(proxyEnv);
    const redactor = new _redact_redactor_js__WEBPACK_IMPORTED_MODULE_6__/* .Redactor */ .p();
    for (const secret of [control, ...(0,_resolve_secrets_js__WEBPACK_IMPORTED_MODULE_8__/* .secretsOf */ .F)(provider)])
        redactor.add(secret);
    const means = {
        agents,
        mask: (secret) => {
            told.masks.push(secret);
            redactor.add(secret);
        },
        say: (line) => void told.said.push(line),
        stop: new AbortController().signal,
    };
    try {
        const { upstream, first, aws } = await (0,_gateway_upstreams_open_js__WEBPACK_IMPORTED_MODULE_5__/* .openUpstream */ .U)(provider, means, (credential) => credential);
        await first;
        const exported = exportAws ? await aws?.get() : undefined;
        const gateway = await (0,_gateway_server_js__WEBPACK_IMPORTED_MODULE_4__/* .startGateway */ .z)({
            upstream,
            meter: new _gateway_meter_js__WEBPACK_IMPORTED_MODULE_3__/* .Meter */ .kI((0,_gateway_meter_js__WEBPACK_IMPORTED_MODULE_3__/* .pricesOf */ ._5)(provider.provider)),
            agents,
            redactor,
            control: { token: control, end: () => process.exit() },
        });
        process.on('SIGTERM', () => process.exit());
        return { kind: 'ready', url: gateway.url, token: gateway.token, aws: exported, ...told };
    }
    catch (error) {
        agents.close();
        const { code, message } = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .toActionError */ .ie)(error);
        return { kind: 'failed', code, message, ...told };
    }
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 8041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V7: () => (/* binding */ ClientLeft),
/* harmony export */   pF: () => (/* binding */ BodyRefused),
/* harmony export */   vP: () => (/* binding */ Bodies)
/* harmony export */ });
class BodyRefused extends Error {
    status;
    type;
    constructor(status, type, message) {
        super(message);
        this.status = status;
        this.type = type;
    }
}
class ClientLeft extends Error {
}
class Bodies {
    #limits;
    #held = 0;
    constructor(limits) {
        this.#limits = limits;
    }
    declared({ headers }) {
        const length = headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
        if (length !== undefined && length > this.#limits.bodyBytes)
            throw this.#tooLarge();
        return length;
    }
    async read(request) {
        const chunks = [];
        let length = 0;
        const release = () => {
            this.#held -= length;
            length = 0;
        };
        try {
            await new Promise((resolve, reject) => {
                this.#watch(request, reject);
                request.on('data', (chunk) => {
                    length += chunk.length;
                    this.#held += chunk.length;
                    chunks.push(chunk);
                    if (this.#held > this.#limits.heldBytes)
                        reject(new BodyRefused(429, 'rate_limit_error', 'The gateway holds as many requests as it can.'));
                });
                request.on('end', resolve).on('error', reject);
                request.on('close', () => reject(new ClientLeft()));
            });
        }
        catch (error) {
            release();
            throw error;
        }
        return { body: Buffer.concat(chunks), release };
    }
    watch(request, refuse) {
        this.#watch(request, refuse);
        request.pause();
    }
    #watch(request, refuse) {
        const { bodyBytes, bodySilentMs, bodyMs } = this.#limits;
        let length = 0;
        let at = Date.now();
        let waited = 0;
        const tick = Math.max(10, bodySilentMs / 10);
        const timer = setInterval(() => {
            if (request.readableFlowing !== true)
                at = Date.now();
            else
                waited += tick;
            if (Date.now() - at >= bodySilentMs || waited >= bodyMs)
                refuse(late(Date.now() - at));
        }, tick);
        timer.unref();
        request.on('data', (chunk) => {
            at = Date.now();
            length += chunk.length;
            if (length > bodyBytes)
                refuse(this.#tooLarge());
        });
        const over = () => clearInterval(timer);
        request.on('end', over).on('close', over);
    }
    #tooLarge() {
        return new BodyRefused(413, 'request_too_large', `The request is over ${this.#limits.bodyBytes} bytes.`);
    }
}
function late(silentMs) {
    const why = `The request did not come to its end (the last of it ${Math.round(silentMs / 1000)} s ago).`;
    return new BodyRefused(408, 'timeout_error', why);
}


/***/ }),

/***/ 7227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ decode)
/* harmony export */ });
function decode(bytes, encoding) {
    if (encoding === '' || encoding === 'identity')
        return bytes.toString('utf8');
    const { brotliDecompressSync, constants, unzipSync } = process.getBuiltinModule('node:zlib');
    const cut = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 20 };
    try {
        if (/gzip|deflate/.test(encoding))
            return unzipSync(bytes, cut).toString('utf8');
        if (/br/.test(encoding))
            return brotliDecompressSync(bytes, {
                finishFlush: constants.BROTLI_OPERATION_FLUSH,
                maxOutputLength: 1 << 20,
            }).toString('utf8');
    }
    catch {
        return `(an answer in ${encoding} that cannot be read)`;
    }
    return bytes.toString('utf8');
}


/***/ }),

/***/ 6462:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ endPath),
/* harmony export */   l1: () => (/* binding */ unpack)
/* harmony export */ });
/* unused harmony export pack */
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5714);

const endPath = '/-/end';
function pack(handover) {
    return JSON.stringify(marked(handover));
}
function marked(value) {
    if (value instanceof Secret)
        return { $secret: value.reveal() };
    if (value instanceof URL)
        return { $url: value.href };
    if (value instanceof Map)
        return { $map: [...value].map(([key, held]) => [key, marked(held)]) };
    if (Array.isArray(value))
        return value.map(marked);
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, marked(held)]));
}
function unpack(text) {
    return JSON.parse(text, (_, value) => {
        if (typeof value !== 'object' || value === null)
            return value;
        if ('$secret' in value)
            return new _secret_js__WEBPACK_IMPORTED_MODULE_0__/* .Secret */ .z(value.$secret);
        if ('$url' in value)
            return new URL(value.$url);
        if ('$map' in value)
            return new Map(value.$map);
        return value;
    });
}


/***/ }),

/***/ 2901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ leaving)
/* harmony export */ });
function leaving(response) {
    const left = new AbortController();
    response.on('close', () => {
        if (!response.writableFinished)
            left.abort();
    });
    return left;
}


/***/ }),

/***/ 8301:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  kI: () => (/* binding */ Meter),
  P2: () => (/* binding */ costOfAsked),
  _5: () => (/* binding */ pricesOf)
});

// EXTERNAL MODULE: ./node_modules/eventsource-parser/dist/parse.js + 1 modules
var parse = __nccwpck_require__(6085);
// EXTERNAL MODULE: ./build/models/index.js + 6 modules
var models = __nccwpck_require__(2438);
// EXTERNAL MODULE: ./build/gateway/decode.js
var decode = __nccwpck_require__(7227);
;// CONCATENATED MODULE: ./build/gateway/event-stream.js
const preludeBytes = 12;
const checksumBytes = 4;
const telling = 96;
const longestFrame = 1 << 20;
class AwsEventFilter {
    #wanted;
    #onEvent;
    #pieces = [];
    #length = 0;
    #need = preludeBytes;
    #skip = 0;
    seen = { frames: 0, bytes: 0 };
    constructor(wanted, onEvent) {
        this.#wanted = new Set(wanted);
        this.#onEvent = onEvent;
    }
    push(chunk) {
        let from = 0;
        while (from < chunk.length) {
            const left = chunk.length - from;
            if (this.#skip > 0) {
                const passed = Math.min(this.#skip, left);
                this.#skip -= passed;
                from += passed;
                continue;
            }
            const taken = Math.min(this.#need - this.#length, left);
            this.#pieces.push(Buffer.from(chunk.subarray(from, from + taken)));
            this.#length += taken;
            from += taken;
            if (this.#length === this.#need)
                this.#look();
        }
    }
    #look() {
        const frame = Buffer.concat(this.#pieces);
        this.#pieces = [frame];
        const total = frame.readUInt32BE(0);
        const payloadAt = preludeBytes + frame.readUInt32BE(4);
        if (payloadAt + checksumBytes > total) {
            this.#skip = Number.POSITIVE_INFINITY;
            return;
        }
        if (frame.length === preludeBytes && total <= longestFrame) {
            this.#need = Math.min(total, payloadAt + telling);
            return;
        }
        const wanted = total <= longestFrame && this.#isWanted(frame, payloadAt);
        if (wanted && frame.length < total) {
            this.#need = total;
            return;
        }
        if (wanted)
            this.#emit(frame, payloadAt);
        else {
            this.seen.frames++;
            this.seen.bytes += Math.round((total - payloadAt) * 0.75);
        }
        this.#skip = total - frame.length;
        this.#pieces = [];
        this.#length = 0;
        this.#need = preludeBytes;
    }
    #isWanted(frame, payloadAt) {
        if (frame.subarray(preludeBytes, payloadAt).includes('exception'))
            return true;
        const head = frame.toString('latin1', payloadAt, payloadAt + telling);
        const base64 = /"bytes"\s*:\s*"([A-Za-z0-9+/]*)/.exec(head)?.[1] ?? '';
        const json = Buffer.from(base64.slice(0, base64.length & ~3), 'base64').toString('latin1');
        const type = /^\s*\{\s*"type"\s*:\s*"(\w+)"/.exec(json)?.[1];
        return type === undefined || this.#wanted.has(type);
    }
    #emit(frame, payloadAt) {
        const payload = frame.toString('utf8', payloadAt, frame.length - checksumBytes);
        const headers = readHeaders(frame.subarray(preludeBytes, payloadAt));
        const kind = headers[':message-type'];
        if (kind === 'exception' || kind === 'error') {
            const type = headers[':exception-type'] ?? headers[':error-code'] ?? kind;
            this.#onEvent({ kind: 'exception', type, body: headers[':error-message'] ?? payload });
            return;
        }
        try {
            const { bytes } = JSON.parse(payload);
            if (typeof bytes === 'string')
                this.#onEvent({ kind: 'event', json: Buffer.from(bytes, 'base64').toString('utf8') });
        }
        catch {
        }
    }
}
function readHeaders(bytes) {
    const headers = {};
    let at = 0;
    while (at < bytes.length) {
        const nameEnd = at + 1 + bytes[at];
        if (bytes[nameEnd] !== 7 || nameEnd + 3 > bytes.length)
            break;
        const valueEnd = nameEnd + 3 + bytes.readUInt16BE(nameEnd + 1);
        headers[bytes.toString('utf8', at + 1, nameEnd)] = bytes.toString('utf8', nameEnd + 3, valueEnd);
        at = valueEnd;
    }
    return headers;
}

;// CONCATENATED MODULE: ./build/gateway/frames.js
const newline = 0x0a;
const carriageReturn = 0x0d;
const frames_longestFrame = 1 << 20;
class FrameFilter {
    #wanted;
    #onFrame;
    #state = 'unknown';
    #pieces = [];
    #length = 0;
    #line = 0;
    #lineBegun = false;
    seen = { frames: 0, bytes: 0 };
    constructor(wanted, onFrame) {
        this.#wanted = new Set(wanted);
        this.#onFrame = onFrame;
    }
    push(chunk) {
        let from = 0;
        while (from < chunk.length) {
            const at = chunk.indexOf(newline, from);
            const to = at < 0 ? chunk.length : at + 1;
            const blank = at >= 0 && !this.#lineBegun && (at === from || (at === from + 1 && chunk[from] === carriageReturn));
            if (this.#state !== 'unwanted')
                this.#keep(chunk.subarray(from, to), at >= 0);
            else
                this.seen.bytes += to - from;
            this.#lineBegun = at < 0 && (this.#lineBegun || chunk[to - 1] !== carriageReturn || to - from > 1);
            if (blank)
                this.#frameEnded();
            from = to;
        }
    }
    #keep(piece, lineEnded) {
        this.#pieces.push(lineEnded ? piece : Buffer.from(piece));
        this.#length += piece.length;
        if (this.#length > frames_longestFrame)
            this.#drop();
        else if (lineEnded && this.#state === 'unknown') {
            const event = /^event: ?([^\r\n]*)/.exec(Buffer.concat(this.#pieces.slice(this.#line)).toString('latin1'))?.[1];
            this.#line = this.#pieces.length;
            if (event === undefined)
                return;
            if (this.#wanted.has(event))
                this.#state = 'wanted';
            else
                this.#drop();
        }
    }
    #drop() {
        this.#state = 'unwanted';
        this.#pieces = [];
        this.#length = this.#line = 0;
    }
    #frameEnded() {
        if (this.#state === 'wanted')
            this.#onFrame(Buffer.concat(this.#pieces));
        else if (this.#state === 'unwanted')
            this.seen.frames++;
        this.#state = 'unknown';
        this.#pieces = [];
        this.#length = this.#line = 0;
    }
}

// EXTERNAL MODULE: ./build/gateway/provider-error.js
var provider_error = __nccwpck_require__(7375);
;// CONCATENATED MODULE: ./build/gateway/usage.js

function toUsage(usage, before = (0,models/* noUsage */.tk)()) {
    const hour = count(usage.cache_creation?.ephemeral_1h_input_tokens) ?? before.cacheWrite1hTokens;
    const written = count(usage.cache_creation_input_tokens);
    return {
        inputTokens: count(usage.input_tokens) ?? before.inputTokens,
        outputTokens: count(usage.output_tokens) ?? before.outputTokens,
        cacheReadTokens: count(usage.cache_read_input_tokens) ?? before.cacheReadTokens,
        cacheWrite1hTokens: hour,
        cacheWrite5mTokens: written === undefined ? before.cacheWrite5mTokens : Math.max(0, written - hour),
    };
}
function count(held) {
    return typeof held === 'number' && held >= 0 && held <= 1e12 ? held : undefined;
}

;// CONCATENATED MODULE: ./build/gateway/meter.js







function costOfAsked({ price, inputTokens, outputTokens }) {
    return (0,models/* costOf */.ho)(price, { ...(0,models/* noUsage */.tk)(), cacheWrite5mTokens: inputTokens, outputTokens });
}
const messageBytes = 4 << 20;
const errorBytes = 64 << 10;
const tellingEvents = ['message_start', 'message_delta', 'message_stop', 'error'];
function pricesOf(provider) {
    return provider === 'openai-compatible' ? 'unknown' : 'catalogue';
}
class Meter {
    #prices;
    #requests = 0;
    #tokens = new Map();
    #costUsd;
    #spentUsd = 0;
    #error;
    constructor(prices = 'catalogue') {
        this.#prices = prices;
        this.#costUsd = prices === 'catalogue' ? 0 : undefined;
    }
    get metered() {
        return { requests: this.#requests, tokens: this.#tokens, costUsd: this.#costUsd, error: this.#error };
    }
    get spentUsd() {
        return this.#spentUsd;
    }
    failed(error) {
        this.#error = error;
    }
    count(model) {
        this.#requests++;
        let counted = (0,models/* noUsage */.tk)();
        return {
            usage: (usage) => {
                const now = toUsage(usage);
                this.#count(model, now, counted, undefined);
                counted = now;
            },
            whole: () => {
                this.#error = undefined;
            },
        };
    }
    read(answer) {
        const { status, contentType, requestId, counts, asked } = answer;
        if (counts)
            this.#requests++;
        if (status >= 400)
            return this.#readError(answer);
        if (!counts)
            return ignored;
        if (contentType.includes('text/event-stream'))
            return this.#readStream(requestId, asked);
        return contentType.includes('vnd.amazon.eventstream')
            ? this.#readAwsStream(requestId, asked)
            : this.#readMessage(asked);
    }
    lost(asked) {
        if (asked === undefined)
            return;
        const { model, inputTokens, streamed } = asked;
        const outputTokens = streamed ? 0 : asked.outputTokens;
        this.#count(model, { ...(0,models/* noUsage */.tk)(), inputTokens, outputTokens }, (0,models/* noUsage */.tk)(), asked);
    }
    #readError({ status, requestId, encoding, errorType }) {
        return beginning(errorBytes, (bytes) => {
            const { type, ...said } = (0,provider_error/* readErrorBody */.N)((0,decode/* decode */.D)(bytes, encoding));
            this.#error = { kind: 'answer', status, requestId, type: errorType ?? type, ...said };
        });
    }
    #readMessage(asked) {
        const lost = () => this.lost(asked);
        const reading = beginning(messageBytes, (bytes, complete) => {
            if (!complete)
                return lost();
            const body = bytes.toString('utf8');
            const message = meter_parse(body);
            if (typeof message?.model !== 'string' || message.usage == null)
                return lost();
            this.#count(message.model, toUsage(message.usage), (0,models/* noUsage */.tk)(), asked);
            this.#error = undefined;
        });
        return { ...reading, cut: lost };
    }
    #readStream(requestId, asked) {
        const { read, cut } = this.#readEvents(requestId, asked);
        const parser = (0,parse/* createParser */.C)({ onEvent: ({ event, data }) => read(event, data) });
        const filter = new FrameFilter(tellingEvents, (frame) => parser.feed(frame.toString('utf8')));
        return streamReading(filter, cut);
    }
    #readAwsStream(requestId, asked) {
        const { read, cut } = this.#readEvents(requestId, asked);
        const filter = new AwsEventFilter(tellingEvents, (event) => {
            if (event.kind === 'event')
                return read(meter_parse(event.json)?.type, event.json);
            this.#error = { kind: 'stream', requestId, type: event.type, message: (0,provider_error/* readErrorBody */.N)(event.body).message };
        });
        return streamReading(filter, cut);
    }
    #readEvents(requestId, asked) {
        let model;
        let stopped = false;
        let counted = (0,models/* noUsage */.tk)();
        const take = (usage) => {
            if (model === undefined || usage == null)
                return;
            const now = toUsage(usage, counted);
            this.#count(model, now, counted, asked);
            counted = now;
        };
        const read = (event, data) => {
            if (event === 'message_start') {
                const start = meter_parse(data)?.message;
                model = typeof start?.model === 'string' ? start.model : undefined;
                take(start?.usage);
            }
            else if (event === 'message_delta') {
                stopped = true;
                take(meter_parse(data)?.usage);
            }
            else if (event === 'message_stop')
                this.#error = undefined;
            else if (event === 'error')
                this.#error = { kind: 'stream', requestId, ...(0,provider_error/* readErrorBody */.N)(data) };
        };
        const cut = (seen) => {
            if (stopped)
                return;
            stopped = true;
            if (model === undefined)
                return this.lost(asked);
            const now = { ...counted, outputTokens: Math.max(counted.outputTokens, estimate(seen)) };
            this.#count(model, now, counted, asked);
        };
        return { read, cut };
    }
    #count(model, now, before, asked) {
        const total = this.#tokens.get(model) ?? (0,models/* noUsage */.tk)();
        for (const key of Object.keys(total))
            total[key] += now[key] - before[key];
        this.#tokens.set(model, total);
        const found = this.#prices === 'catalogue' ? (0,models/* findModel */.P6)(model) : undefined;
        const price = (found?.kind === 'model' ? found.model.price : null) ?? asked?.price;
        if (price === undefined) {
            this.#costUsd = undefined;
            return;
        }
        const more = (0,models/* costOf */.ho)(price, now) - (0,models/* costOf */.ho)(price, before);
        this.#spentUsd += more;
        if (this.#costUsd !== undefined)
            this.#costUsd += more;
    }
}
const aroundDelta = 100;
const bytesAToken = 3;
function estimate({ frames, bytes }) {
    return Math.max(frames, Math.ceil((bytes - aroundDelta * frames) / bytesAToken));
}
function streamReading(filter, cut) {
    return { chunk: (bytes) => filter.push(bytes), end: () => cut(filter.seen), cut: () => cut(filter.seen) };
}
const ignored = { chunk: () => { }, end: () => { }, cut: () => { } };
function beginning(most, done) {
    const chunks = [];
    let kept = 0;
    let length = 0;
    return {
        chunk: (bytes) => {
            length += bytes.length;
            if (kept < most)
                chunks.push(bytes.subarray(0, most - kept));
            kept = Math.min(most, kept + bytes.length);
        },
        end: () => done(Buffer.concat(chunks), length === kept),
        cut: () => { },
    };
}
function meter_parse(json) {
    try {
        return JSON.parse(json);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 7375:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ readErrorBody)
/* harmony export */ });
/* unused harmony export describeProviderError */
/* harmony import */ var _credentials_google_said_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5768);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9473);


function readErrorBody(body) {
    try {
        const parsed = JSON.parse(body);
        const json = (Array.isArray(parsed) ? parsed[0] : parsed);
        const inner = typeof json.error === 'object' && json.error !== null ? json.error : json;
        const message = [inner.message, json.message, json.Message, json.detail, json.error].find((m) => typeof m === 'string');
        const { type: own, status, details } = inner;
        const type = [own, json.__type, status].find((t) => typeof t === 'string');
        const info = (0,_credentials_google_said_js__WEBPACK_IMPORTED_MODULE_0__/* .errorInfo */ .fH)(details);
        if (message !== undefined)
            return { type: type, message: message, ...(info === undefined ? {} : { info }) };
    }
    catch {
    }
    const page = body.slice(0, 4_000);
    const title = /<title>([^<]*)<\/title>/i.exec(page)?.[1];
    const text = (title ?? page.replace(/<[^<>]*>/g, ' ')).replace(/\s+/g, ' ').trim();
    return { type: undefined, message: text.slice(0, 500) };
}
function describeProviderError(error) {
    if (error.kind === 'connection')
        return `${error.code}: ${error.message}`;
    const request = error.requestId === undefined ? '' : ` (request ${shorten(error.requestId, 100)})`;
    const head = [error.kind === 'answer' ? error.status : undefined, error.type]
        .filter((part) => part !== undefined)
        .join(' ');
    return `${head === '' ? '' : `${head}: `}${shorten(error.message, 2000)}${request}`;
}


/***/ }),

/***/ 825:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   TR: () => (/* binding */ refuse),
/* harmony export */   Tm: () => (/* binding */ reply),
/* harmony export */   cP: () => (/* binding */ redirected),
/* harmony export */   lw: () => (/* binding */ refuseBody),
/* harmony export */   qj: () => (/* binding */ overBudget),
/* harmony export */   t4: () => (/* binding */ errorBody)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);
/* harmony import */ var _network_failures_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(57);


const forGood = { 'x-should-retry': 'false' };
function errorBody(type, message) {
    return JSON.stringify({ type: 'error', error: { type, message } });
}
function reply(response, status, type, message, headers = {}) {
    if (response.destroyed)
        return;
    if (response.headersSent) {
        response.destroy();
        return;
    }
    response
        .writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers })
        .end(errorBody(type, message));
}
function refuse(response, status, type, message) {
    reply(response, status, type, message, forGood);
}
function refuseBody(response, { status, type, message }) {
    reply(response, status, type, message);
}
function overBudget(response, status, message) {
    refuse(response, status, 'permission_error', message);
}
function redirected(answer, response, { meter, redactor }) {
    answer.resume();
    const target = answer.headers.location ?? '';
    const host = URL.canParse(target) ? new URL(target).host : 'another path';
    const message = `The provider sends the request on to ${host}, which is not followed: give its URL as \`base-url\` if it is right.`;
    meter.failed({ kind: 'answer', status: answer.statusCode, type: 'redirect', message, requestId: undefined });
    refuse(response, 502, 'api_error', redactor.text(message));
}
function unreachable(response, { meter, redactor }, error, status) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ) {
        refuse(response, status, 'authentication_error', redactor.text(`${error.code}: ${error.message}`));
        return;
    }
    const { code, name, message } = error;
    meter.failed({ kind: 'connection', code: code ?? name, message });
    const said = redactor.text(`The provider cannot be reached: ${message}`);
    reply(response, 502, 'api_error', said, (0,_network_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .isLasting */ .d)(error) ? forGood : {});
}


/***/ }),

/***/ 7096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  z: () => (/* binding */ startGateway)
});

// EXTERNAL MODULE: ./build/redact/redactor.js + 2 modules
var redact_redactor = __nccwpck_require__(1567);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./build/token.js

function mintToken() {
    return `${tokenPrefix}${(0,external_node_crypto_.randomBytes)(32).toString('base64url')}`;
}
const tokenPrefix = 'cpa-run-';
function sameToken(held, expected) {
    if (held === undefined)
        return false;
    return (0,external_node_crypto_.timingSafeEqual)(digest(held), digest(expected));
}
function digest(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest();
}

// EXTERNAL MODULE: ./build/gateway/body.js
var body = __nccwpck_require__(8041);
// EXTERNAL MODULE: ./build/models/index.js + 6 modules
var models = __nccwpck_require__(2438);
// EXTERNAL MODULE: ./build/gateway/meter.js + 3 modules
var meter = __nccwpck_require__(8301);
;// CONCATENATED MODULE: ./build/gateway/budget.js


const mostRequests = 10_000;
const requestsATurn = 100;
const requestsBeside = 1_000;
const longestAnswer = 200_000;
const bytesAToken = 3;
const fetches = /"type"\s*:\s*"(url|file|web_search_\w+|web_fetch_\w+|code_execution_\w+)"|"media_type"\s*:\s*"application\/pdf"/;
const longestInput = 200_000;
class Budget {
    #meter;
    #requests;
    #spending;
    #underWay = new Set();
    #reserved = 0;
    #taken = 0;
    #waiting = [];
    #exhausted;
    constructor(meter, requests = mostRequests, spending) {
        this.#meter = meter;
        this.#requests = requests;
        this.#spending = spending;
    }
    get exhausted() {
        return this.#exhausted;
    }
    get needsBody() {
        return this.#spending !== undefined;
    }
    take() {
        if (this.#taken < this.#requests) {
            this.#taken++;
            return undefined;
        }
        return this.#refuse(`The run has made ${this.#requests} requests, which is as many as one may make.`);
    }
    async admit(request, body, left) {
        const spending = this.#spending;
        if (spending === undefined)
            return { kind: 'admitted', asked: undefined, done: () => { } };
        const asked = askedOf(request, body, spending);
        if (typeof asked === 'string')
            return { kind: 'refused', message: asked };
        const most = (0,meter/* costOfAsked */.P2)(asked);
        for (;;) {
            const { spentUsd } = this.#meter;
            if (spentUsd >= spending.maxUsd)
                return { kind: 'refused', message: this.#refuse(usedUp(spending.maxUsd, spentUsd)) };
            if (this.#underWay.size === 0 || spentUsd + this.#reserved + most <= spending.maxUsd || left.aborted)
                break;
            await new Promise((resolve) => {
                this.#waiting.push(resolve);
                left.addEventListener('abort', () => resolve(), { once: true });
            });
        }
        return { kind: 'admitted', asked, done: this.#reserve(most) };
    }
    #reserve(most) {
        const place = {};
        this.#underWay.add(place);
        this.#reserved += most;
        return () => {
            if (!this.#underWay.delete(place))
                return;
            this.#reserved -= most;
            for (const wake of this.#waiting.splice(0))
                wake();
        };
    }
    #refuse(message) {
        this.#exhausted = message;
        return message;
    }
}
function budgetOf({ maxTurns, maxBudgetUsd }, model, meter) {
    const requests = maxTurns === undefined ? mostRequests : Math.min(mostRequests, requestsBeside + requestsATurn * maxTurns);
    return new Budget(meter, requests, maxBudgetUsd === undefined ? undefined : { maxUsd: maxBudgetUsd, model });
}
function usedUp(maxUsd, spentUsd) {
    return `The budget of $${maxUsd} (\`max-budget-usd\`) is used up: the requests so far cost $${spentUsd.toFixed(4)}, those that the agent sent by itself included.`;
}
function askedOf(request, body, { model }) {
    const said = parse(body);
    const inPath = /\/model\/([^/?#]+)\/|\/models\/([^/?#]+):\w+$/.exec(request.target);
    const named = inPath === null ? said.model : decoded(inPath[1] ?? inPath[2] ?? '');
    if (typeof named !== 'string')
        return 'The request names no model.';
    const price = named === model.id || named === model.name ? (model.price ?? priceOf(named)) : priceOf(named);
    if (price === undefined)
        return `\`max-budget-usd\` cannot be kept: the price of ${named.slice(0, 100)} is not known.`;
    const { max_tokens: most, speed } = said;
    if (speed !== undefined && speed !== 'standard')
        return '`max-budget-usd` cannot be kept: what another speed than the usual one costs is not known.';
    return {
        model: named,
        price,
        inputTokens: Math.max(Math.ceil(body.length / bytesAToken), fetches.test(plainly(body, said)) ? longestInput : 0),
        outputTokens: typeof most === 'number' && most >= 0 ? Math.min(most, longestAnswer) : longestAnswer,
        streamed: said.stream === true || /stream/i.test(request.target),
    };
}
function plainly(body, said) {
    const text = body.toString('latin1');
    return /\\u00[2-7]|\\\//i.test(text) ? text + JSON.stringify(said) : text;
}
function priceOf(named) {
    const found = (0,models/* findModel */.P6)(named);
    return found.kind === 'model' || found.kind === 'arn' ? (found.model?.price ?? undefined) : undefined;
}
function parse(body) {
    try {
        const said = JSON.parse(body.toString('utf8'));
        return typeof said === 'object' && said !== null ? said : {};
    }
    catch {
        return {};
    }
}
function decoded(segment) {
    try {
        return decodeURIComponent(segment);
    }
    catch {
        return segment;
    }
}

;// CONCATENATED MODULE: ./build/gateway/connection.js
const connectMs = 30_000;
const silentMs = 660_000;
const closedMs = 2_000;
class Connections {
    #agents;
    constructor(agents) {
        this.#agents = agents;
    }
    async send(...sent) {
        const [, , body] = sent;
        try {
            return await this.#send(...sent);
        }
        catch (error) {
            if (!(error instanceof WasClosed))
                throw error;
            if (!Buffer.isBuffer(body))
                throw error.cause;
            return await this.#send(...sent).catch((again) => {
                throw again instanceof WasClosed ? again.cause : again;
            });
        }
    }
    #send(...[method, outgoing, body, length, signal]) {
        const { url, path } = outgoing;
        const secure = url.protocol === 'https:';
        const client = secure ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http');
        const headers = [...outgoing.headers, 'host', url.host, 'accept-encoding', 'identity'];
        if (length !== undefined)
            headers.push('content-length', String(length));
        return new Promise((resolve, reject) => {
            const request = client.request({
                method,
                path,
                headers,
                agent: secure ? this.#agents.https : this.#agents.http,
                signal,
                host: url.hostname.replace(/^\[|\]$/g, ''),
                port: url.port === '' ? undefined : url.port,
                timeout: silentMs,
            });
            const sentAt = performance.now();
            const late = setTimeout(() => request.destroy(timedOut(`no connection within ${connectMs / 1000} s`)), connectMs);
            request.on('socket', (socket) => {
                if (!socket.connecting)
                    clearTimeout(late);
                else
                    socket.once(secure ? 'secureConnect' : 'connect', () => clearTimeout(late));
            });
            request.on('timeout', () => request.destroy(timedOut(`nothing came for ${silentMs / 1000} s`)));
            request.on('close', () => clearTimeout(late));
            request.on('response', resolve);
            request.on('upgrade', (_answer, socket) => {
                socket.destroy();
                reject(Object.assign(new Error('it wants to switch to another protocol'), { code: 'ERR_UPGRADE' }));
            });
            request.on('error', (error) => {
                const soon = performance.now() - sentAt < closedMs;
                const closed = soon && request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
                reject(closed ? new WasClosed(error) : error);
            });
            if (Buffer.isBuffer(body))
                request.end(body);
            else {
                body.on('error', (error) => request.destroy(error));
                body.pipe(request);
            }
        });
    }
}
class WasClosed extends Error {
    constructor(cause) {
        super(cause.message, { cause });
    }
}
function timedOut(message) {
    return Object.assign(new Error(message), { code: 'ETIMEDOUT' });
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
;// CONCATENATED MODULE: external "node:stream/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
// EXTERNAL MODULE: ./build/memory.js + 2 modules
var memory = __nccwpck_require__(7803);
// EXTERNAL MODULE: ./build/gateway/decode.js
var decode = __nccwpck_require__(7227);
;// CONCATENATED MODULE: ./build/gateway/error-answer.js

const mostCompressed = 256 << 10;
function redactedError(answer, headers, redactor) {
    const encoding = answer.headers['content-encoding'] ?? 'identity';
    return {
        statusMessage: answer.statusMessage === undefined ? undefined : redactor.text(answer.statusMessage),
        headers: redactedHeaders(headers, redactor),
        body: encoding === 'identity' ? asItComes(answer, redactor) : decompressed(answer, encoding, redactor),
    };
}
function redactedHeaders(headers, redactor) {
    const kept = [];
    for (let index = 0; index < headers.length; index += 2) {
        const name = headers[index];
        if (/^content-(length|encoding)$/i.test(name))
            continue;
        const bytes = Buffer.from(headers[index + 1], 'latin1');
        kept.push(name, redactor.bytes(bytes, 'text').toString('latin1'));
    }
    return kept;
}
async function* asItComes(answer, redactor) {
    const stream = redactor.stream('text');
    for await (const chunk of answer) {
        const bytes = stream.push(chunk);
        if (bytes.length > 0)
            yield bytes;
    }
    yield stream.end();
}
async function* decompressed(answer, encoding, redactor) {
    const chunks = [];
    let length = 0;
    for await (const chunk of answer) {
        if (length < mostCompressed)
            chunks.push(chunk.subarray(0, mostCompressed - length));
        length += chunk.length;
    }
    yield Buffer.from(redactor.text((0,decode/* decode */.D)(Buffer.concat(chunks), encoding)));
}

// EXTERNAL MODULE: ./build/gateway/leaving.js
var leaving = __nccwpck_require__(2901);
// EXTERNAL MODULE: ./build/gateway/reply.js
var reply = __nccwpck_require__(825);
// EXTERNAL MODULE: ./build/gateway/upstream.js
var gateway_upstream = __nccwpck_require__(2228);
;// CONCATENATED MODULE: ./build/gateway/forward.js








async function forward(request, response, asked, means) {
    const ends = [];
    const left = (0,leaving/* leaving */.d)(response);
    const atEnd = (end) => void ends.push(end);
    try {
        await pass({ ...means, request, response, asked, left, atEnd, place: undefined, sent: false, answers: [] });
    }
    finally {
        for (const end of ends)
            end();
    }
}
async function pass(passing) {
    let answer;
    try {
        const taken = await take(passing);
        if (!(await admitted(passing, taken)))
            return;
        answer = await exchange(passing, taken);
    }
    catch (error) {
        return failed(passing, error);
    }
    if (answer === undefined)
        return;
    const status = answer.statusCode;
    if (status >= 300 && status < 400)
        return (0,reply/* redirected */.cP)(answer, passing.response, passing);
    await relay(answer, passing);
}
async function take({ request, asked, upstream, budget, bodies, left, atEnd }) {
    const length = bodies.declared(request);
    if (asked.method === 'GET' || asked.method === 'HEAD')
        return { body: Buffer.alloc(0), length: undefined };
    if (!upstream.needsBody() && !budget.needsBody) {
        bodies.watch(request, (why) => left.abort(why));
        return { body: undefined, length };
    }
    const { body, release } = await bodies.read(request);
    atEnd(release);
    return { body, length: body.length === 0 ? undefined : body.length };
}
async function admitted(passing, { body }) {
    const { response, asked, upstream, budget, left, atEnd } = passing;
    if (body === undefined || !takesTokens(asked))
        return true;
    const admission = await budget.admit(asked, body, left.signal);
    if (admission.kind === 'refused') {
        (0,reply/* overBudget */.qj)(response, upstream.shown(401), admission.message);
        return false;
    }
    passing.place = admission;
    atEnd(admission.done);
    return true;
}
async function exchange(passing, { body, length }) {
    const { request, asked, upstream, connections, left } = passing;
    let refusal;
    for (let attempt = 1;; attempt++) {
        const outgoing = await upstream.prepare(asked, body, attempt);
        if (left.signal.aborted)
            return undefined;
        passing.sent = true;
        const answer = await connections.send(asked.method, outgoing, body ?? request, length, left.signal);
        passing.answers.push(answer);
        const head = { status: answer.statusCode, headers: answer.headers };
        if (body !== undefined && (await upstream.again(head, outgoing, attempt))) {
            refusal?.resume();
            refusal = answer;
            continue;
        }
        const [told, other] = refusal !== undefined && isSame(answer, refusal) ? [refusal, answer] : [answer, refusal];
        other?.resume();
        return told;
    }
}
function isSame(one, other) {
    const name = 'x-amzn-errortype';
    return one.statusCode === other.statusCode && one.headers[name] === other.headers[name];
}
function failed(passing, error) {
    const { response, upstream, meter, left, place, sent, answers } = passing;
    for (const unread of answers)
        unread.resume();
    const why = error instanceof body/* BodyRefused */.pF ? error : left.signal.reason;
    if (why instanceof body/* BodyRefused */.pF)
        (0,reply/* refuseBody */.lw)(response, why);
    else if (!left.signal.aborted && !(error instanceof body/* ClientLeft */.V7))
        (0,reply/* unreachable */.HB)(response, passing, error, upstream.shown(401));
    else if (sent)
        meter.lost(place?.asked);
}
async function relay(answer, passing) {
    const { response, asked, upstream, meter, redactor, left, place } = passing;
    const status = answer.statusCode;
    const shown = upstream.shown(status);
    const headers = (0,gateway_upstream/* returnedHeaders */.wb)(answer.rawHeaders);
    if (shown === 401 && answer.headers['x-should-retry'] === undefined)
        headers.push('x-should-retry', 'false');
    const requestId = (0,gateway_upstream/* requestIdOf */.Gb)(answer);
    const error = status < 400 ? undefined : redactedError(answer, headers, redactor);
    const reading = meter.read({
        status,
        contentType: answer.headers['content-type'] ?? '',
        encoding: error === undefined ? (answer.headers['content-encoding'] ?? '') : '',
        requestId,
        errorType: /^[\w.]+/.exec(String(answer.headers['x-amzn-errortype'] ?? '').replace(/^.*#/, ''))?.[0],
        counts: takesTokens(asked),
        asked: place?.asked,
    });
    const reason = error === undefined ? answer.statusMessage : error.statusMessage;
    const returned = error?.headers ?? headers;
    response.writeHead(shown, shown === status ? reason : undefined, returned);
    if (returned.every(isAscii))
        response.flushHeaders();
    let brokeOff;
    answer.once('error', (error) => {
        if (!left.signal.aborted)
            brokeOff = error;
    });
    const source = error === undefined ? answer : external_node_stream_.Readable.from(error.body, { objectMode: false });
    const piped = (0,promises_namespaceObject.pipeline)(source, response);
    source.on('data', (chunk) => {
        reading.chunk(chunk);
        (0,memory/* passed */.b)(chunk.length);
    });
    try {
        await piped;
        reading.end();
    }
    catch {
        reading.cut();
        if (brokeOff !== undefined)
            meter.failed({
                kind: 'stream',
                type: undefined,
                requestId,
                message: `the answer broke off (${brokeOff.message})`,
            });
    }
}
function takesTokens({ method, target }) {
    return method === 'POST' && !tokenCount.test(target.replace(/\?.*$/s, ''));
}
const tokenCount = /\/(count[-_]tokens|models\/count-tokens(@\w+)?:\w+)$/;
function isAscii(text) {
    return !/[^\x00-\x7f]/.test(text);
}

// EXTERNAL MODULE: ./build/gateway/handover.js
var handover = __nccwpck_require__(6462);
;// CONCATENATED MODULE: ./build/gateway/limits.js
const usualLimits = {
    bodyBytes: 64 << 20,
    heldBytes: 256 << 20,
    headerBytes: 64 << 10,
    headersMs: 15_000,
    bodySilentMs: 60_000,
    bodyMs: 300_000,
    connections: 256,
    requests: 64,
};

;// CONCATENATED MODULE: ./build/gateway/server.js









async function startGateway(options) {
    const { upstream, meter, agents, redactor = new redact_redactor/* Redactor */.p(), limits = usualLimits, control } = options;
    const token = mintToken();
    redactor.add(token);
    const budget = options.budget ?? new Budget(meter);
    const means = { meter, connections: new Connections(agents), bodies: new body/* Bodies */.vP(limits), redactor };
    const serving = { upstream, control, token, budget, limits, means, underWay: 0 };
    const server = listener(limits, (request, response) => {
        answer(request, response, serving).catch((error) => (0,reply/* refuse */.TR)(response, 500, 'api_error', redactor.text(String(error))));
    });
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address();
    return { url: `http://127.0.0.1:${port}`, token, close: () => server_close(server, agents) };
}
function listener(limits, answer) {
    const server = process.getBuiltinModule('node:http').createServer({
        maxHeaderSize: limits.headerBytes,
        headersTimeout: limits.headersMs,
        connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
        keepAliveTimeout: 0,
        requestTimeout: 0,
        highWaterMark: 64 << 10,
    }, answer);
    server.maxConnections = limits.connections;
    server.on('drop', () => server.closeIdleConnections());
    return server;
}
async function answer(request, response, serving) {
    response.sendDate = false;
    if (isEnd(request, serving))
        return end(response, serving);
    const { token, target } = split(request);
    if (!sameToken(token, serving.token))
        return (0,reply/* refuse */.TR)(response, 401, 'authentication_error', "This gateway serves one run, and this is not that run's token.");
    const { method = '', headers, rawHeaders } = request;
    const asked = { method, target, headers, rawHeaders };
    const upstream = await serving.upstream;
    const route = upstream.route(asked);
    switch (route.kind) {
        case 'forward':
            return serve(request, response, asked, upstream, serving);
        case 'answer':
            response.writeHead(route.status, { 'content-type': 'application/json' }).end(route.body);
            return;
        case 'refuse': {
            const message = `This gateway does not serve ${method} ${target.slice(0, 200)}.`;
            return (0,reply/* refuse */.TR)(response, 404, 'not_found_error', message);
        }
    }
}
async function serve(request, response, asked, upstream, serving) {
    const { budget, limits, means } = serving;
    if (serving.underWay >= limits.requests) {
        const message = `${serving.underWay} requests are under way already.`;
        return (0,reply/* reply */.Tm)(response, 429, 'rate_limit_error', message, { 'x-should-retry': 'true' });
    }
    const why = budget.take();
    if (why !== undefined)
        return (0,reply/* overBudget */.qj)(response, 'translate' in upstream ? 401 : upstream.shown(401), why);
    serving.underWay++;
    try {
        if ('translate' in upstream)
            await upstream.translate(request, response, asked, means);
        else
            await forward(request, response, asked, { upstream, budget, ...means });
    }
    finally {
        serving.underWay--;
    }
}
function isEnd(request, { control }) {
    return (control !== undefined &&
        request.method === 'POST' &&
        request.url === handover/* endPath */.R &&
        sameToken(shownToken(request), control.token));
}
function end(response, { control, means: { meter } }) {
    const { requests, costUsd } = meter.metered;
    response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ requests, costUsd }), control?.end);
}
function split(request) {
    const { url = '' } = request;
    if (!url.startsWith(`/${tokenPrefix}`))
        return { token: shownToken(request), target: url };
    const end = url.indexOf('/', 1);
    return end < 0 ? { token: url.slice(1), target: '/' } : { token: url.slice(1, end), target: url.slice(end) };
}
function shownToken({ headers }) {
    const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
    const key = headers['x-api-key'];
    return bearer ?? (Array.isArray(key) ? key[0] : key);
}
function server_close(server, agents) {
    server.close();
    server.closeAllConnections();
    agents.close();
}


/***/ }),

/***/ 2228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gb: () => (/* binding */ requestIdOf),
/* harmony export */   T2: () => (/* binding */ forwardedHeaders),
/* harmony export */   wb: () => (/* binding */ returnedHeaders)
/* harmony export */ });
function requestIdOf({ headers }) {
    return [headers['request-id'], headers['x-request-id'], headers['x-amzn-requestid']]
        .flat()
        .find((id) => id !== undefined);
}
const notForwarded = new Set([
    'connection',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
    'expect',
    'host',
    'content-length',
    'authorization',
    'x-api-key',
    'cookie',
    'accept-encoding',
]);
function forwardedHeaders(rawHeaders, replaced = []) {
    const dropped = new Set([...replaced, ...namedInConnection(rawHeaders)]);
    const kept = [];
    for (let index = 0; index < rawHeaders.length; index += 2) {
        const name = rawHeaders[index];
        const lower = name.toLowerCase();
        if (!notForwarded.has(lower) && !dropped.has(lower))
            kept.push(name, rawHeaders[index + 1]);
    }
    return kept;
}
function namedInConnection(rawHeaders) {
    return rawHeaders.flatMap((name, index) => index % 2 === 0 && name.toLowerCase() === 'connection'
        ? rawHeaders[index + 1].split(',').map((named) => named.trim().toLowerCase())
        : []);
}
function returnedHeaders(rawHeaders) {
    const kept = [];
    for (let index = 0; index < rawHeaders.length; index += 2) {
        const lower = rawHeaders[index].toLowerCase();
        if (lower === 'content-length' || !notForwarded.has(lower))
            kept.push(rawHeaders[index], rawHeaders[index + 1]);
    }
    return kept;
}


/***/ }),

/***/ 4380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ AnthropicGatewayUpstream)
/* harmony export */ });
/* harmony import */ var _resolve_base_url_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3662);
/* harmony import */ var _upstream_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2228);


const served = [
    ['POST', /^\/v1\/messages(\/count_tokens)?(\?|$)/],
    ['GET', /^\/v1\/models(\/[\w@:-][\w.@:-]*)?(\?|$)/],
];
class AnthropicGatewayUpstream {
    #plan;
    #proof;
    constructor(plan, proof) {
        this.#plan = plan;
        this.#proof = proof;
    }
    route({ method, target }) {
        if ((method === 'HEAD' || method === 'GET') && target === '/')
            return { kind: 'answer', status: 200, body: '' };
        return served.some(([verb, path]) => verb === method && path.test(target))
            ? { kind: 'forward' }
            : { kind: 'refuse' };
    }
    needsBody() {
        return this.#proof.isUnsure;
    }
    async prepare(request, _body, attempt) {
        const { upstream, extraHeaders } = this.#plan;
        const proved = await this.#proof.prove(attempt);
        const headers = [...(0,_upstream_js__WEBPACK_IMPORTED_MODULE_1__/* .forwardedHeaders */ .T2)(request.rawHeaders, extraHeaders.keys()), ...proved.headers];
        return { url: upstream.url, path: (0,_resolve_base_url_js__WEBPACK_IMPORTED_MODULE_0__/* .pathPrefix */ .YA)(upstream.url) + request.target, headers, proved };
    }
    again({ status }, { proved }, attempt) {
        return this.#proof.again(status, proved, attempt);
    }
    shown(status) {
        return status;
    }
}


/***/ }),

/***/ 2372:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ KeyProof)
/* harmony export */ });
class KeyProof {
    #plan;
    #key;
    #settled;
    constructor(plan, key) {
        this.#plan = plan;
        this.#key = key;
        this.#settled = plan.auth.other === 'never' ? plan.auth.scheme : undefined;
    }
    get isUnsure() {
        return this.#settled === undefined || this.#plan.key.kind === 'stored';
    }
    get scheme() {
        return this.#settled ?? this.#plan.auth.scheme;
    }
    async prove(attempt) {
        const { extraHeaders, auth } = this.#plan;
        const key = await this.#key.get();
        const scheme = this.#settled ?? (attempt % 2 === 1 ? auth.scheme : otherThan(auth.scheme));
        const headers = [...extraHeaders].flatMap(([name, value]) => [name, value.reveal()]);
        if (scheme === 'bearer')
            headers.push('authorization', `Bearer ${key.reveal()}`);
        else
            headers.push('x-api-key', key.reveal());
        return { scheme, key, headers };
    }
    async again(status, { scheme, key }, attempt) {
        const { auth } = this.#plan;
        const unsure = auth.other === 'once';
        if (unsure && ((status >= 200 && status < 300) || (attempt % 2 === 0 && status !== 401 && status < 429)))
            this.#settled = scheme;
        if (status !== 401)
            return false;
        if (unsure && attempt % 2 === 1 && this.#settled !== scheme)
            return true;
        if (await this.#key.rejected(key))
            return true;
        if (unsure)
            this.#settled ??= auth.scheme;
        return false;
    }
}
function otherThan(scheme) {
    return scheme === 'bearer' ? 'x-api-key' : 'bearer';
}


/***/ }),

/***/ 1727:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  U: () => (/* binding */ openUpstream)
});

;// CONCATENATED MODULE: ./build/credentials/credential.js
function after(condition, credential) {
    return {
        get: async () => {
            const [value] = await Promise.all([credential.get(), condition]);
            return value;
        },
        rejected: (value) => credential.rejected(value),
    };
}
function watched(credential, failed) {
    const told = (asked) => {
        asked.catch(failed);
        return asked;
    };
    return { get: () => told(credential.get()), rejected: (value) => told(credential.rejected(value)) };
}
function fixed(value) {
    return { get: async () => value, rejected: async () => false };
}

;// CONCATENATED MODULE: ./build/credentials/bedrock.js

async function bedrockProof(plan, means) {
    if (plan.kind === 'bearer') {
        means.say('aws: a Bedrock API key (AWS_BEARER_TOKEN_BEDROCK)');
        return { kind: 'bearer', credential: fixed(plan.token) };
    }
    const { awsCredential } = await __nccwpck_require__.e(/* import() */ 186).then(__nccwpck_require__.bind(__nccwpck_require__, 1186));
    return { kind: 'aws', credential: awsCredential(plan.aws, means) };
}

;// CONCATENATED MODULE: ./build/credentials/key.js

function keyCredential(plan, means) {
    if (plan.kind === 'given')
        return fixed(plan.secret);
    const { stored } = plan;
    let store;
    const open = () => {
        store ??= __nccwpck_require__.e(/* import() */ 397).then(__nccwpck_require__.bind(__nccwpck_require__, 3397)).then(({ openStore }) => openStore(stored, means));
        return store;
    };
    return new StoredKey(async () => firstVersion(await open(), stored), open);
}
async function firstVersion(store, { version }) {
    if (version === undefined)
        return store.read('AWSCURRENT');
    const { versions } = await store.labels();
    const stage = ['AWSCURRENT', 'AWSPREVIOUS'].find((label) => versions[label] === version);
    const { orNone } = await __nccwpck_require__.e(/* import() */ 146).then(__nccwpck_require__.bind(__nccwpck_require__, 3146));
    const settled = stage === undefined ? undefined : await orNone(store.read(stage, version));
    return settled ?? store.read('AWSCURRENT');
}
class StoredKey {
    #first;
    #store;
    #use;
    #refused = new Set();
    #held;
    #reading;
    constructor(first, store, use = { version: undefined }) {
        this.#first = first;
        this.#store = store;
        this.#use = use;
    }
    async get() {
        this.#held ??= this.#first().then((settled) => {
            for (const id of settled.refused ?? [])
                this.#refused.add(id);
            return settled;
        });
        const held = await this.#held;
        this.#use.version = held.id;
        return held.key;
    }
    async rejected(value) {
        const held = await this.#held;
        if (held === undefined || held.key !== value)
            return true;
        this.#refused.add(held.id);
        this.#reading ??= this.#store()
            .then((store) => store.read('AWSCURRENT'))
            .finally(() => {
            this.#reading = undefined;
        });
        const now = await this.#reading;
        if (this.#refused.has(now.id))
            return false;
        this.#held = Promise.resolve(now);
        this.#use.version = now.id;
        return true;
    }
}

;// CONCATENATED MODULE: ./build/credentials/vertex.js
async function vertexCredential(plan, means) {
    const { googleCredential } = await __nccwpck_require__.e(/* import() */ 476).then(__nccwpck_require__.bind(__nccwpck_require__, 2476));
    return googleCredential({ ...plan.credential, project: plan.project }, means);
}

// EXTERNAL MODULE: ./build/gateway/upstreams/anthropic.js
var anthropic = __nccwpck_require__(4380);
// EXTERNAL MODULE: ./build/gateway/upstreams/key-proof.js
var key_proof = __nccwpck_require__(2372);
;// CONCATENATED MODULE: ./build/gateway/upstreams/open.js





async function openUpstream(provider, means, guard, keyOf = (plan) => keyCredential(plan, means)) {
    switch (provider.provider) {
        case 'anthropic': {
            const key = guard(keyOf(provider.key));
            return { upstream: new anthropic/* AnthropicGatewayUpstream */._(provider, new key_proof/* KeyProof */.m(provider, key)), first: started(key) };
        }
        case 'bedrock':
            return openBedrock(provider, means, guard);
        case 'vertex':
            return openVertex(provider, means, guard);
        case 'openai-compatible':
            return openOpenAi(provider, means, guard(keyOf(provider.key)));
    }
}
async function openBedrock(plan, means, guard) {
    const proof = await bedrockProof(plan.credential, means);
    const first = proof.kind === 'aws' ? started(proof.credential) : Promise.resolve();
    const { BedrockUpstream } = await Promise.all(/* import() */[__nccwpck_require__.e(118), __nccwpck_require__.e(674)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8674));
    if (proof.kind === 'bearer') {
        const credential = guard(proof.credential);
        return { upstream: new BedrockUpstream(plan, { kind: 'bearer', credential }), first };
    }
    const credential = guard(proof.credential);
    return { upstream: new BedrockUpstream(plan, { kind: 'aws', credential }), first, aws: proof.credential };
}
async function openVertex(plan, means, guard) {
    const credential = await vertexCredential(plan, means);
    const first = started(credential);
    const { VertexUpstream } = await __nccwpck_require__.e(/* import() */ 712).then(__nccwpck_require__.bind(__nccwpck_require__, 2712));
    return { upstream: new VertexUpstream(plan, guard(credential)), first };
}
async function openOpenAi(plan, means, key) {
    const first = started(key);
    const upstream = __nccwpck_require__.e(/* import() */ 300).then(__nccwpck_require__.bind(__nccwpck_require__, 8300)).then(({ openCompatible }) => openCompatible(plan, key, means));
    upstream.catch(() => { });
    return { upstream, first: Promise.all([first, upstream]) };
}
function started(credential) {
    const first = credential.get();
    first.catch(() => { });
    return first;
}


/***/ }),

/***/ 7803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  b: () => (/* binding */ passed)
});

;// CONCATENATED MODULE: external "node:v8"
const external_node_v8_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");
;// CONCATENATED MODULE: external "node:vm"
const external_node_vm_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:vm");
;// CONCATENATED MODULE: ./build/memory.js


const often = 3 << 20;
let since = 0;
let collect;
function passed(bytes) {
    since += bytes;
    if (since < often)
        return;
    since = 0;
    if (collect === undefined) {
        (0,external_node_v8_namespaceObject.setFlagsFromString)('--expose-gc');
        collect = (0,external_node_vm_namespaceObject.runInNewContext)('gc');
    }
    collect?.({ type: 'minor' });
}


/***/ }),

/***/ 2438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  ho: () => (/* reexport */ costOf),
  P6: () => (/* reexport */ find_findModel),
  tk: () => (/* reexport */ noUsage)
});

// UNUSED EXPORTS: awsHost, defaultTier, geographyOf, isTier, modelIdFor, models, partitionOf, policyResources, routesTo, taskTiers, tierModels, tiers

;// CONCATENATED MODULE: ./build/models/catalogue.js
function rates(input, output, cacheRead, cacheWrite5m, cacheWrite1h) {
    return { input, output, cacheRead, cacheWrite5m, cacheWrite1h };
}
const usCore = ['us-east-1', 'us-east-2', 'us-west-2'];
const usHaiku3 = { from: usCore, to: ['us-east-1', 'us-west-2'] };
const us3 = { from: usCore, to: usCore };
const us4 = { from: [...usCore, 'us-west-1'], to: usCore };
const us5 = { from: [...us4.from, 'ca-central-1'], to: usCore };
const us6 = { from: [...us5.from, 'ca-west-1'], to: usCore };
const usOpen = { ...us5, open: true };
const euCore = ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'];
const eu3 = { from: ['eu-central-1', 'eu-west-1', 'eu-west-3'], to: ['eu-central-1', 'eu-west-1', 'eu-west-3'] };
const eu4 = { from: [...eu3.from, 'eu-north-1'], to: [...eu3.to, 'eu-north-1'] };
const eu8 = { from: [...euCore, 'eu-central-2', 'eu-west-2'], to: euCore };
const euAndIsrael = { from: [...euCore, 'il-central-1'], to: euCore };
const jp = { from: ['ap-northeast-1', 'ap-northeast-3'], to: ['ap-northeast-1', 'ap-northeast-3'] };
const india = { from: ['ap-south-1', 'ap-south-2'], to: ['ap-south-1', 'ap-south-2'] };
const au2 = { from: ['ap-southeast-2', 'ap-southeast-4'], to: ['ap-southeast-2', 'ap-southeast-4'] };
const au3 = { from: [...au2.from, 'ap-southeast-6'], to: au2.to };
const auOpen = { ...au2, open: true };
const apacFive = ['ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'];
const apac5 = { from: apacFive, to: apacFive };
const apacSix = [...apacFive, 'ap-northeast-3'];
const apac7 = { from: [...apacSix, 'ap-south-2'], to: apacSix };
const apac7South = { from: apac7.from, to: apac7.from };
const apacEight = [...apac7.from, 'ap-southeast-4'];
const apac8 = { from: [...apacEight, 'ap-southeast-3'], to: apacEight };
const apacLater = {
    from: ['ap-east-2', 'ap-southeast-5', 'ap-southeast-7', 'me-central-1'],
    to: [...apacEight, 'ap-southeast-3'],
};
const govCore = ['us-gov-east-1', 'us-gov-west-1'];
const gov = { from: govCore, to: govCore };
const govFromEast = { from: ['us-gov-east-1'], to: govCore, open: true };
const govToWest = { from: govCore, to: ['us-gov-west-1'] };
const global = { from: [], to: [], open: true, anywhere: true };
const globalFromFive = { from: [...usCore, 'eu-west-1', 'ap-northeast-1'], to: [], anywhere: true };
const catalogue_models = [
    {
        id: 'claude-3-haiku',
        family: 'haiku',
        name: 'Haiku 3',
        anthropic: 'claude-3-haiku-20240307',
        bedrock: 'anthropic.claude-3-haiku-20240307-v1:0',
        vertex: 'claude-3-haiku@20240307',
        price: rates(0.25, 1.25, 0.03, 0.3, 0.5),
        unpricedByCli: true,
        ended: true,
        geographies: {
            profiles: { us: [usHaiku3], eu: [eu3], apac: [apac5], 'us-gov': [govFromEast] },
            onDemand: ['ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ca-central-1', 'sa-east-1'],
        },
    },
    {
        id: 'claude-3-5-haiku',
        family: 'haiku',
        name: 'Haiku 3.5',
        anthropic: 'claude-3-5-haiku-20241022',
        bedrock: 'anthropic.claude-3-5-haiku-20241022-v1:0',
        vertex: 'claude-3-5-haiku@20241022',
        price: rates(0.8, 4, 0.08, 1, 1.6),
        ended: true,
        geographies: { profiles: { us: [us3] } },
    },
    {
        id: 'claude-haiku-4-5',
        family: 'haiku',
        name: 'Haiku 4.5',
        anthropic: 'claude-haiku-4-5-20251001',
        bedrock: 'anthropic.claude-haiku-4-5-20251001-v1:0',
        vertex: 'claude-haiku-4-5@20251001',
        price: rates(1, 5, 0.1, 1.25, 2),
        geographies: { profiles: { us: [us5], eu: [eu8], jp: [jp], au: [au3], in: [india], global: [global] } },
    },
    {
        id: 'claude-haiku-5-5',
        family: 'haiku',
        name: 'Haiku 5.5',
        anthropic: 'claude-haiku-5-5',
        bedrock: 'anthropic.claude-haiku-5-5',
        vertex: 'claude-haiku-5-5',
        price: {
            ...rates(0.1, 0.5, 0.01, 0.125, 0.2),
            longPrompt: { abovePromptTokens: 100_000, ...rates(0.5, 2.5, 0.05, 0.625, 1) },
        },
        geographies: {
            profiles: { us: [usOpen], eu: [eu8], jp: [jp], au: [auOpen], global: [global] },
            unverified: ['us-gov'],
        },
    },
    {
        id: 'claude-3-5-sonnet',
        family: 'sonnet',
        name: 'Sonnet 3.5',
        anthropic: 'claude-3-5-sonnet-20241022',
        bedrock: 'anthropic.claude-3-5-sonnet-20241022-v2:0',
        vertex: 'claude-3-5-sonnet-v2@20241022',
        price: rates(3, 15, 0.3, 3.75, 6),
        ended: true,
        geographies: { profiles: { us: [us3], apac: [apac7] } },
    },
    {
        id: 'claude-3-7-sonnet',
        family: 'sonnet',
        name: 'Sonnet 3.7',
        anthropic: 'claude-3-7-sonnet-20250219',
        bedrock: 'anthropic.claude-3-7-sonnet-20250219-v1:0',
        vertex: 'claude-3-7-sonnet@20250219',
        price: rates(3, 15, 0.3, 3.75, 6),
        ended: true,
        geographies: {
            profiles: { us: [us3], eu: [eu4], apac: [apac7South], 'us-gov': [govFromEast] },
            onDemand: ['eu-west-2'],
        },
    },
    {
        id: 'claude-sonnet-4-0',
        family: 'sonnet',
        name: 'Sonnet 4',
        anthropic: 'claude-sonnet-4-20250514',
        bedrock: 'anthropic.claude-sonnet-4-20250514-v1:0',
        vertex: 'claude-sonnet-4@20250514',
        price: rates(3, 15, 0.3, 3.75, 6),
        geographies: { profiles: { us: [us4], eu: [euAndIsrael], apac: [apac8, apacLater], global: [globalFromFive] } },
    },
    {
        id: 'claude-sonnet-4-5',
        family: 'sonnet',
        name: 'Sonnet 4.5',
        anthropic: 'claude-sonnet-4-5-20250929',
        bedrock: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
        vertex: 'claude-sonnet-4-5@20250929',
        price: rates(3, 15, 0.3, 3.75, 6),
        geographies: {
            profiles: { us: [us5], eu: [eu8], jp: [jp], au: [au3], 'us-gov': [govToWest], global: [global] },
        },
    },
    {
        id: 'claude-sonnet-4-6',
        family: 'sonnet',
        name: 'Sonnet 4.6',
        anthropic: 'claude-sonnet-4-6',
        bedrock: 'anthropic.claude-sonnet-4-6',
        vertex: 'claude-sonnet-4-6',
        price: rates(3, 15, 0.3, 3.75, 6),
        geographies: {
            profiles: { us: [us6], eu: [eu8], jp: [jp], au: [au3], global: [global] },
            onDemand: ['eu-west-2'],
        },
    },
    {
        id: 'claude-sonnet-5',
        family: 'sonnet',
        name: 'Sonnet 5',
        anthropic: 'claude-sonnet-5',
        bedrock: 'anthropic.claude-sonnet-5',
        vertex: 'claude-sonnet-5',
        price: rates(2, 10, 0.2, 2.5, 4),
        geographies: {
            profiles: { us: [usOpen], eu: [eu8], au: [auOpen], in: [india], 'us-gov': [gov], global: [global] },
            onDemand: ['ap-northeast-2', 'ap-southeast-1', 'eu-west-2'],
        },
    },
    {
        id: 'claude-sonnet-5-5',
        family: 'sonnet',
        name: 'Sonnet 5.5',
        anthropic: 'claude-sonnet-5-5',
        bedrock: 'anthropic.claude-sonnet-5-5',
        vertex: 'claude-sonnet-5-5',
        price: rates(2, 10, 0.1, 2.5, 4),
        geographies: { profiles: { us: [us6], eu: [eu8], 'us-gov': [gov], global: [global] } },
    },
    {
        id: 'claude-opus-4-0',
        family: 'opus',
        name: 'Opus 4',
        anthropic: 'claude-opus-4-20250514',
        bedrock: 'anthropic.claude-opus-4-20250514-v1:0',
        vertex: 'claude-opus-4@20250514',
        price: rates(15, 75, 1.5, 18.75, 30),
        ended: true,
        geographies: { profiles: { us: [us3] } },
    },
    {
        id: 'claude-opus-4-1',
        family: 'opus',
        name: 'Opus 4.1',
        anthropic: 'claude-opus-4-1-20250805',
        bedrock: 'anthropic.claude-opus-4-1-20250805-v1:0',
        vertex: 'claude-opus-4-1@20250805',
        price: rates(15, 75, 1.5, 18.75, 30),
        geographies: { profiles: { us: [us3] } },
    },
    {
        id: 'claude-opus-4-5',
        family: 'opus',
        name: 'Opus 4.5',
        anthropic: 'claude-opus-4-5-20251101',
        bedrock: 'anthropic.claude-opus-4-5-20251101-v1:0',
        vertex: 'claude-opus-4-5@20251101',
        price: rates(5, 25, 0.5, 6.25, 10),
        geographies: { profiles: { us: [us5], eu: [eu8], global: [global] } },
    },
    {
        id: 'claude-opus-4-6',
        family: 'opus',
        name: 'Opus 4.6',
        anthropic: 'claude-opus-4-6',
        bedrock: 'anthropic.claude-opus-4-6-v1',
        vertex: 'claude-opus-4-6',
        price: rates(5, 25, 0.5, 6.25, 10),
        geographies: {
            profiles: { us: [usOpen], eu: [eu8], au: [auOpen], global: [global] },
            unverified: ['jp', 'apac'],
            onDemand: ['eu-west-2'],
        },
    },
    {
        id: 'claude-opus-4-7',
        family: 'opus',
        name: 'Opus 4.7',
        anthropic: 'claude-opus-4-7',
        bedrock: 'anthropic.claude-opus-4-7',
        vertex: 'claude-opus-4-7',
        price: rates(5, 25, 0.5, 6.25, 10),
        geographies: { profiles: { us: [us6], eu: [eu8], jp: [jp], au: [au2], global: [global] } },
    },
    {
        id: 'claude-opus-4-8',
        family: 'opus',
        name: 'Opus 4.8',
        anthropic: 'claude-opus-4-8',
        bedrock: 'anthropic.claude-opus-4-8',
        vertex: 'claude-opus-4-8',
        price: rates(5, 25, 0.5, 6.25, 10),
        geographies: { profiles: { us: [us6], eu: [eu8], jp: [jp], au: [au2], 'us-gov': [gov], global: [global] } },
    },
    {
        id: 'claude-opus-5',
        family: 'opus',
        name: 'Opus 5',
        anthropic: 'claude-opus-5',
        bedrock: 'anthropic.claude-opus-5',
        vertex: 'claude-opus-5',
        price: rates(5, 25, 0.5, 6.25, 10),
        geographies: {
            profiles: { us: [usOpen], eu: [eu8], au: [auOpen], in: [india], 'us-gov': [gov], global: [global] },
            onDemand: ['ap-northeast-2'],
        },
    },
    {
        id: 'claude-opus-5-5',
        family: 'opus',
        name: 'Opus 5.5',
        anthropic: 'claude-opus-5-5',
        bedrock: 'anthropic.claude-opus-5-5',
        vertex: 'claude-opus-5-5',
        price: rates(4, 20, 0.2, 5, 8),
        geographies: {
            profiles: { us: [usOpen], eu: [eu8], jp: [jp], au: [auOpen], 'us-gov': [gov], global: [global] },
            onDemand: ['eu-west-2'],
        },
    },
    {
        id: 'claude-fable-5',
        family: 'fable',
        name: 'Fable 5',
        anthropic: 'claude-fable-5',
        bedrock: 'anthropic.claude-fable-5',
        vertex: 'claude-fable-5',
        price: rates(10, 50, 1, 12.5, 20),
        geographies: { profiles: { us: [us6], global: [global] }, unverified: ['us-gov'] },
    },
    {
        id: 'claude-fable-5-1',
        family: 'fable',
        name: 'Fable 5.1',
        anthropic: 'claude-fable-5-1',
        bedrock: 'anthropic.claude-fable-5-1',
        vertex: 'claude-fable-5-1',
        price: rates(10, 50, 0.25, 12.5, 20),
        geographies: { profiles: { us: [usOpen], 'us-gov': [gov], global: [global] } },
    },
    {
        id: 'claude-fable-5-2',
        family: 'fable',
        name: 'Fable 5.2',
        anthropic: 'claude-fable-5-2',
        bedrock: 'anthropic.claude-fable-5-2',
        vertex: 'claude-fable-5-2',
        price: rates(8, 40, 0.2, 10, 16),
        geographies: {
            profiles: { us: [usOpen] },
            unverified: ['eu', 'jp', 'au', 'in', 'us-gov', 'global'],
        },
    },
    {
        id: 'claude-mythos-5',
        family: 'mythos',
        name: 'Mythos 5',
        anthropic: 'claude-mythos-5',
        bedrock: null,
        vertex: null,
        price: rates(10, 50, 1, 12.5, 20),
        geographies: null,
    },
    {
        id: 'claude-mythos-5-1',
        family: 'mythos',
        name: 'Mythos 5.1',
        anthropic: 'claude-mythos-5-1',
        bedrock: null,
        vertex: null,
        price: rates(10, 50, 0.25, 12.5, 20),
        geographies: null,
    },
    {
        id: 'claude-mythos-5-2',
        family: 'mythos',
        name: 'Mythos 5.2',
        anthropic: 'claude-mythos-5-2',
        bedrock: null,
        vertex: null,
        price: rates(8, 40, 0.2, 10, 16),
        geographies: null,
    },
];

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(1916);
;// CONCATENATED MODULE: ./build/models/tiers.js
const tiers = ['haiku', 'sonnet', 'opus'];
const defaultTier = 'sonnet';
const tierModels = {
    haiku: 'claude-haiku-4-5',
    sonnet: 'claude-sonnet-4-6',
    opus: 'claude-opus-4-6',
};
const taskTiers = {
    lint: 'haiku',
    format: 'haiku',
    docs: 'haiku',
    comment: 'haiku',
    'commit-message': 'haiku',
    triage: 'haiku',
    label: 'haiku',
    summarize: 'haiku',
    implement: 'sonnet',
    fix: 'sonnet',
    test: 'sonnet',
    refactor: 'sonnet',
    review: 'sonnet',
    architecture: 'opus',
    design: 'opus',
    'security-audit': 'opus',
    plan: 'opus',
    migrate: 'opus',
};
function isTier(word) {
    return tiers.includes(word);
}

;// CONCATENATED MODULE: ./build/models/find.js



const arnResources = [
    'inference-profile',
    'application-inference-profile',
    'foundation-model',
    'provisioned-model',
    'custom-model-deployment',
    'imported-model',
    'prompt-router',
    'default-prompt-router',
];
const longestName = 2048;
const suffixed = /^(.*?)\s*\[1m\]$/is;
const arnShape = new RegExp(`^arn:(aws[a-z-]*):bedrock:([a-z0-9-]*):(\\d*):(${arnResources.join('|')})/(\\S+)$`, 'i');
const bedrockShape = /^(?:(us-gov|us|eu|jp|au|in|apac|global)\.)?anthropic\.(.+)$/;
const pathShape = /^(?:(?:projects\/[^/]+\/locations\/[^/]+\/)?publishers\/anthropic\/models|anthropic)\/(.+)$/;
function find_findModel(spelling) {
    const trimmed = spelling.trim();
    const cut = trimmed.length <= longestName ? suffixed.exec(trimmed) : null;
    const suffix = cut ? '[1m]' : '';
    const name = cut?.[1] ?? trimmed;
    if (name.length > longestName)
        return { kind: 'unknown', name, near: [], geography: null, suffix };
    const arn = arnShape.exec(name);
    if (arn) {
        const resource = arn[4].toLowerCase();
        const named = byName(arn[5]);
        return {
            kind: 'arn',
            arn: name,
            resource,
            partition: arn[1].toLowerCase(),
            region: arn[2].toLowerCase(),
            account: arn[3],
            model: named.model,
            geography: named.geography,
            suffix,
        };
    }
    const word = name.toLowerCase();
    if (isTier(word))
        return { kind: 'tier', tier: word, suffix };
    const { model, geography, foundation } = byName(name);
    if (model)
        return { kind: 'model', model, geography, foundation, suffix };
    return { kind: 'unknown', name, near: nearest(name), geography, suffix };
}
function byName(name) {
    const word = name.toLowerCase();
    const bedrock = bedrockShape.exec(word);
    const geography = bedrock?.[1] ?? null;
    const rest = bedrock?.[2] ?? pathShape.exec(word)?.[1] ?? word;
    return {
        model: index.get(key(rest)) ?? null,
        geography,
        foundation: bedrock !== null && geography === null,
    };
}
function key(name) {
    return name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '');
}
const index = (() => {
    const found = new Map();
    for (const model of catalogue_models) {
        for (const spelling of spellings(model))
            found.set(key(spelling), model);
    }
    for (const family of ['fable', 'mythos']) {
        const newest = catalogue_models.findLast((model) => model.family === family);
        if (newest)
            found.set(family, newest);
    }
    return found;
})();
function spellings(model) {
    const foundation = model.bedrock?.replace(/^anthropic\./, '') ?? null;
    const exact = [model.id, model.anthropic, foundation, model.vertex].filter((id) => id !== null);
    const date = /\d{8}/.exec(model.anthropic)?.[0];
    const version = /-v(\d+)/.exec(`${foundation ?? ''} ${model.vertex ?? ''}`)?.[1] ?? '1';
    const bare = new Set(exact.map((id) => id.replace(/[-@]\d{8}/, '').replace(/-v\d+(:\d+)?/, '')));
    for (const id of [...bare]) {
        const parts = id.split('-').slice(1);
        const numbers = parts.filter((part) => /^\d+$/.test(part));
        bare.add(['claude', model.family, ...numbers].join('-')).add(['claude', ...numbers, model.family].join('-'));
        bare.add([model.family, ...numbers].join('-'));
    }
    const all = new Set(exact);
    for (const id of bare) {
        const dated = date ? [`${id}-${date}`] : [];
        for (const base of [id, ...dated]) {
            all.add(base).add(`${base}-v${version}`).add(`${base}-v${version}:0`);
        }
        if (date)
            all.add(`${id}-v${version}@${date}`);
        all.add(`${id}-latest`).add(`${id}@latest`).add(`${id}@default`);
    }
    return [...all];
}
function nearest(name) {
    const wanted = key(name.toLowerCase().replace(bedrockShape, '$2')).replace(/-(\d{8}|latest)(-v\d+)?(-0)?$/, '');
    if (wanted.length < 3 || wanted.length > 64)
        return [];
    const names = [...tiers, ...catalogue_models.filter((model) => !model.ended).map((model) => model.id)];
    return names
        .map((id) => ({ id, away: (0,mod/* distance */.Io)(wanted, id) }))
        .filter(({ id, away }) => away <= Math.max(2, Math.floor(Math.min(id.length, wanted.length) / 4)))
        .sort((a, b) => a.away - b.away)
        .slice(0, 3)
        .map(({ id }) => id);
}

;// CONCATENATED MODULE: ./build/models/price.js
function costOf(price, usage) {
    const prompt = usage.inputTokens + usage.cacheReadTokens + usage.cacheWrite5mTokens + usage.cacheWrite1hTokens;
    const long = price.longPrompt;
    const rates = long && prompt > long.abovePromptTokens ? long : price;
    const perMillion = usage.inputTokens * rates.input +
        usage.outputTokens * rates.output +
        usage.cacheReadTokens * rates.cacheRead +
        usage.cacheWrite5mTokens * rates.cacheWrite5m +
        usage.cacheWrite1hTokens * rates.cacheWrite1h;
    return perMillion / 1_000_000;
}
function noUsage() {
    return { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWrite5mTokens: 0, cacheWrite1hTokens: 0 };
}

;// CONCATENATED MODULE: ./build/models/region.js
function region_geographyOf(awsRegion) {
    const region = awsRegion.trim().toLowerCase();
    if (region.startsWith('us-gov-'))
        return ['us-gov'];
    if (region.startsWith('us-iso'))
        return [];
    if (region.startsWith('us-'))
        return ['us'];
    if (region.startsWith('ca-'))
        return ['us'];
    if (region.startsWith('eu-iso'))
        return [];
    if (region.startsWith('eu-'))
        return ['eu'];
    if (region === 'il-central-1')
        return ['eu'];
    if (region === 'me-central-1')
        return ['apac'];
    if (region === 'ap-northeast-1' || region === 'ap-northeast-3')
        return ['jp', 'apac'];
    if (region === 'ap-southeast-2' || region === 'ap-southeast-4' || region === 'ap-southeast-6')
        return ['au', 'apac'];
    if (region === 'ap-south-1' || region === 'ap-south-2')
        return ['in', 'apac'];
    if (region.startsWith('ap-'))
        return ['apac'];
    return [];
}
function region_partitionOf(awsRegion) {
    const region = awsRegion.trim().toLowerCase();
    if (region.startsWith('us-gov-'))
        return 'aws-us-gov';
    if (region.startsWith('cn-'))
        return 'aws-cn';
    if (region.startsWith('eusc-'))
        return 'aws-eusc';
    if (region.startsWith('us-isob-'))
        return 'aws-iso-b';
    if (region.startsWith('us-isof-'))
        return 'aws-iso-f';
    if (region.startsWith('eu-isoe-'))
        return 'aws-iso-e';
    if (region.startsWith('us-iso-'))
        return 'aws-iso';
    return 'aws';
}
const domains = {
    aws: { usual: 'amazonaws.com', dualStack: 'api.aws' },
    'aws-cn': { usual: 'amazonaws.com.cn', dualStack: 'api.amazonwebservices.com.cn' },
    'aws-us-gov': { usual: 'amazonaws.com', dualStack: 'api.aws' },
    'aws-eusc': { usual: 'amazonaws.eu', dualStack: 'api.amazonwebservices.eu' },
    'aws-iso': { usual: 'c2s.ic.gov', dualStack: 'api.aws.ic.gov' },
    'aws-iso-b': { usual: 'sc2s.sgov.gov', dualStack: 'api.aws.scloud' },
    'aws-iso-e': { usual: 'cloud.adc-e.uk', dualStack: 'api.cloud-aws.adc-e.uk' },
    'aws-iso-f': { usual: 'csp.hci.ic.gov', dualStack: 'api.aws.hci.ic.gov' },
};
function awsHost(service, region, { fips, dualStack }) {
    const { usual, dualStack: both } = domains[region_partitionOf(region)];
    return `${service}${fips ? '-fips' : ''}.${region.trim().toLowerCase()}.${dualStack ? both : usual}`;
}

;// CONCATENATED MODULE: ./build/models/provider-id.js



function modelIdFor(model, provider, where = {}) {
    if (provider === 'bedrock')
        return bedrockId(model, where);
    const id = model[provider];
    if (id !== null)
        return { kind: 'id', id, geography: null, documented: true };
    const nearest = neighbours(model, (other) => other[provider]);
    return { kind: 'unavailable', why: 'provider', nearest, global: null };
}
function bedrockId(model, where) {
    const region = where.region?.trim().toLowerCase() || null;
    const named = where.geography ?? null;
    const { bedrock, geographies } = model;
    const refused = (why) => ({
        kind: 'unavailable',
        why,
        nearest: nearestIds(model, region, named),
        global: named === 'global' ? null : documentedId(model, region, 'global'),
    });
    if (bedrock === null || geographies === null)
        return refused('provider');
    if (named !== null) {
        const state = reach(geographies, named, region);
        const exists = geographies.profiles[named] !== undefined || geographies.unverified?.includes(named);
        if (state === 'no')
            return refused(exists ? 'region' : 'geography');
        return { kind: 'id', id: `${named}.${bedrock}`, geography: named, documented: state === 'yes' };
    }
    if (region === null)
        return refused('no-region');
    const inRegion = geographies.onDemand?.includes(region)
        ? { kind: 'id', id: bedrock, geography: null, documented: true }
        : null;
    if (where.foundation && inRegion)
        return inRegion;
    const states = geographyOf(region).map((geography) => ({ geography, state: reach(geographies, geography, region) }));
    const sure = states.find(({ state }) => state === 'yes');
    if (!sure && inRegion)
        return inRegion;
    const chosen = sure ?? states.find(({ state }) => state === 'perhaps');
    if (!chosen)
        return refused('geography');
    const { geography, state } = chosen;
    return { kind: 'id', id: `${geography}.${bedrock}`, geography, documented: state === 'yes' };
}
function reach(geographies, geography, region) {
    const routes = geographies.profiles[geography];
    const listed = routes?.some((route) => region === null || route.from.includes(region));
    if (listed)
        return 'yes';
    const unverified = geographies.unverified?.includes(geography) ?? false;
    if (!routes && !unverified)
        return 'no';
    if (region === null)
        return 'perhaps';
    if (geography === 'global') {
        if (partitionOf(region) !== 'aws')
            return 'no';
        if (!routes)
            return 'perhaps';
        return routes.some((route) => route.open) ? 'yes' : 'no';
    }
    if (!geographyOf(region).includes(geography) || guests.includes(region))
        return 'no';
    const fresh = !knownRegions.has(region);
    return unverified || fresh || routes?.some((route) => route.open) ? 'perhaps' : 'no';
}
const guests = (/* unused pure expression or super */ null && (['il-central-1', 'me-central-1']));
const knownRegions = new Set(catalogue_models.flatMap((model) => [
    ...Object.values(model.geographies?.profiles ?? {}).flatMap((routes) => routes.flatMap(({ from, to }) => [...from, ...to])),
    ...(model.geographies?.onDemand ?? []),
]));
function documentedId(model, region, named) {
    const { bedrock, geographies } = model;
    if (bedrock === null || geographies === null)
        return null;
    const choices = named ? [named] : region ? geographyOf(region) : [];
    const geography = choices.find((choice) => reach(geographies, choice, region) === 'yes');
    if (geography)
        return `${geography}.${bedrock}`;
    return region && !named && geographies.onDemand?.includes(region) ? bedrock : null;
}
function nearestIds(model, region, named) {
    if (region === null && named === null)
        return [];
    const own = named === null ? null : documentedId(model, region, null);
    const others = neighbours(model, (other) => documentedId(other, region, named));
    return [...(own === null ? [] : [own]), ...others].slice(0, 3);
}
const families = (/* unused pure expression or super */ null && (['haiku', 'sonnet', 'opus', 'fable', 'mythos']));
function neighbours(model, idOf) {
    const at = families.indexOf(model.family);
    const byDistance = [...families].sort((a, b) => Math.abs(families.indexOf(a) - at) - Math.abs(families.indexOf(b) - at));
    for (const family of byDistance) {
        const members = models.filter((other) => other.family === family);
        const from = family === model.family ? members.indexOf(model) : members.length;
        const ids = members
            .map((other, index) => ({ other, away: Math.abs(index - from), newer: index > from }))
            .filter(({ other }) => other !== model && !other.ended)
            .sort((a, b) => a.away - b.away || Number(b.newer) - Number(a.newer))
            .map(({ other }) => idOf(other))
            .filter((id) => id !== null);
        if (ids.length > 0)
            return ids.slice(0, 3);
    }
    return [];
}
function routesTo(id, callingRegion) {
    const found = findModel(id);
    if (found.kind !== 'model' && found.kind !== 'arn')
        return null;
    const { model, geography } = found;
    if (model === null || model.geographies === null)
        return null;
    const region = (found.kind === 'arn' && found.region) || callingRegion?.trim().toLowerCase() || null;
    const own = region === null ? [] : [region];
    if (geography === null)
        return { model, geography, regions: own, anywhere: false, documented: region !== null };
    const routes = model.geographies.profiles[geography] ?? [];
    const taken = region === null ? routes : routes.filter(({ from, open }) => from.includes(region) || open);
    const regions = new Set([...taken.flatMap(({ from, to }) => (region === null ? [...from, ...to] : to)), ...own]);
    return {
        model,
        geography,
        regions: [...regions].sort(),
        anywhere: geography === 'global',
        documented: taken.length > 0,
    };
}
function policyResources(id, region, account) {
    const found = findModel(id);
    const routed = routesTo(id, region);
    const own = found.kind === 'arn' ? [found.arn] : [];
    if (!routed || routed.model.bedrock === null)
        return own;
    const partition = found.kind === 'arn' ? found.partition : partitionOf(region);
    const { bedrock } = routed.model;
    const foundation = (place) => `arn:${partition}:bedrock:${place}::foundation-model/${bedrock}`;
    const profile = routed.geography
        ? [`arn:${partition}:bedrock:${region}:${account}:inference-profile/${routed.geography}.${bedrock}`]
        : [];
    const places = routed.documented ? routed.regions : ['*'];
    const models = [...places.map(foundation), ...(routed.anywhere ? [foundation('')] : [])];
    return [...new Set([...(own.length > 0 ? own : profile), ...models])];
}

;// CONCATENATED MODULE: ./build/models/index.js








/***/ }),

/***/ 3271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ openAgents)
/* harmony export */ });
function openAgents(proxyEnv) {
    const options = { keepAlive: true, scheduling: 'lifo', proxyEnv: pastLoopback(proxyEnv) };
    const lazily = (make) => {
        let made;
        return { made: () => made, get: () => (made ??= make()) };
    };
    const plain = lazily(() => new (process.getBuiltinModule('node:http').Agent)(options));
    const secure = lazily(() => new (process.getBuiltinModule('node:https').Agent)(options));
    return {
        get http() {
            return plain.get();
        },
        get https() {
            return secure.get();
        },
        close: () => {
            plain.made()?.destroy();
            secure.made()?.destroy();
        },
    };
}
const beside = ['localhost', '127.0.0.1', '::1', '[::1]', '169.254.169.254', 'metadata.google.internal'];
function pastLoopback(proxyEnv) {
    const { NO_PROXY, no_proxy, ...rest } = proxyEnv;
    const direct = [no_proxy ?? NO_PROXY, ...beside].filter(Boolean).join(',');
    return Object.keys(rest).length === 0 ? {} : { ...rest, no_proxy: direct, NO_PROXY: direct };
}


/***/ }),

/***/ 57:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ words),
/* harmony export */   d: () => (/* binding */ isLasting)
/* harmony export */ });
const lasting = /^(ENOTFOUND|ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_SSL_|HOSTNAME_MISMATCH|ERR_INVALID)/;
function isLasting(error) {
    const { code = '', statusCode = 0 } = (error ?? {});
    if (code === 'ERR_PROXY_TUNNEL')
        return statusCode >= 400 && statusCode < 500 && ![408, 429].includes(statusCode);
    return lasting.test(code);
}
function words(error) {
    const { name, message, code } = error;
    return typeof code === 'string' && !message?.includes(code) ? `${code}: ${message}` : message || name || String(error);
}


/***/ }),

/***/ 1567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  p: () => (/* binding */ Redactor)
});

// UNUSED EXPORTS: RedactedStream

;// CONCATENATED MODULE: ./build/redact/forms.js
const shortest = 8;
const shortestNumber = 16;
const pieceLength = 16;
function formsOf(secret) {
    return linesOf(secret).flatMap(piecesOf).flatMap(spellings);
}
function linesOf(secret) {
    return secret
        .split(/\r\n|[\r\n]/)
        .map((line) => line.replace(/^[\s"']+|[\s"',]+$/g, ''))
        .filter((line) => squeezed(line).length >= shortest && !/^-----[A-Z ]+-----$/.test(line))
        .filter((line) => !/^\d+$/.test(line) || line.length >= shortestNumber);
}
function piecesOf(line) {
    if (line.length < 2 * pieceLength || !/^[\w+/=.~-]+$/.test(line))
        return [line];
    const pieces = [line];
    for (let at = 0; line.length - at >= pieceLength; at += pieceLength) {
        const last = line.length - at < 2 * pieceLength;
        pieces.push(line.slice(at, last ? undefined : at + pieceLength));
        if (last)
            break;
    }
    return pieces.filter((piece) => piece === line || /\d|[a-z].*[A-Z]|[A-Z].*[a-z]/.test(piece));
}
function spellings(text) {
    const plain = Buffer.from(text);
    const hex = plain.toString('hex');
    const exact = [text, ...jsonForms(text), ...urlForms(text), hex, hex.toUpperCase()];
    const forms = exact.map((form) => ({ bytes: squeezed(form), before: 0, after: 0 }));
    if (/^[nrtbfx]/.test(text))
        forms.push({ bytes: squeezed(text.slice(1)), before: 0, after: 0 });
    const all = [...forms, ...base64Forms(plain)].filter(({ bytes }) => bytes.length >= shortest);
    return [...new Map(all.map((form) => [form.bytes.toString('latin1'), form])).values()];
}
const escapedInJson = [
    /[\u007f-\uffff]/g,
    /[<>&]/g,
    /[<>&\u007f-\uffff]/g,
    /[<>&'\u007f-\uffff]/g,
    /["<>&'+`\u007f-\uffff]/g,
];
function jsonForms(text) {
    return escapedInJson.flatMap((escaped) => [(digits) => digits, (digits) => digits.toUpperCase()].map((spell) => text.replace(escaped, (char) => `\\u${spell(char.charCodeAt(0).toString(16).padStart(4, '0'))}`)));
}
function urlForms(text) {
    if (!text.isWellFormed())
        return [];
    const component = encodeURIComponent(text);
    const strict = component.replace(/[!'()*]/g, hexOf);
    const ofForm = new URLSearchParams({ '': text }).toString().slice(1);
    const all = [component, strict, strict.replaceAll('~', '%7E'), strict.replaceAll('%2F', '/'), encodeURI(text), ofForm];
    const spaced = all.map((form) => form.replaceAll('%20', '+'));
    return [...all, ...spaced].flatMap((form) => [form, form.replace(/%../g, (code) => code.toLowerCase())]);
}
function hexOf(char) {
    return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}
function base64Forms(plain) {
    return [0, 1, 2].flatMap((skipped) => {
        const whole = plain.length - skipped - ((plain.length - skipped) % 3);
        if (whole <= 0)
            return [];
        const core = plain.subarray(skipped, skipped + whole);
        const rest = plain.length - skipped - whole;
        const around = { before: skipped === 0 ? 0 : skipped + 1, after: rest === 0 ? 0 : rest + 1 };
        return ['base64', 'base64url'].map((alphabet) => ({
            bytes: squeezed(core.toString(alphabet)),
            ...around,
        }));
    });
}
function squeezed(text) {
    const bytes = Buffer.from(text);
    return bytes.subarray(0, squeeze(bytes, bytes.length, bytes));
}
const space = 0x20;
const backslash = 0x5c;
const escapeByte = 0x1b;
const zero = 0x30;
const x = 0x78;
const dropped = new Uint8Array(256);
for (let byte = 0; byte <= space; byte++)
    dropped[byte] = 1;
for (const char of '%:,')
    dropped[char.charCodeAt(0)] = 1;
dropped[backslash] = dropped[escapeByte] = dropped[zero] = 2;
const escapes = new Uint8Array(256);
for (const char of 'nrtbfx')
    escapes[char.charCodeAt(0)] = 1;
function squeeze(from, length, into) {
    let to = 0;
    for (let at = 0; at < length;) {
        const byte = from[at];
        if (dropped[byte] === 0) {
            into[to++] = byte;
            at++;
            continue;
        }
        const next = behind(from, at, length);
        if (next === at)
            into[to++] = from[at++];
        else
            at = next;
    }
    return to;
}
function positionsOf(from, length) {
    const positions = new Uint32Array(length);
    let to = 0;
    for (let at = 0; at < length;) {
        const next = dropped[from[at]] === 0 ? at : behind(from, at, length);
        if (next === at)
            positions[to++] = at++;
        else
            at = next;
    }
    return positions;
}
function behind(from, start, length) {
    const byte = from[start];
    if (dropped[byte] === 1)
        return start + 1;
    if (byte === zero)
        return from[start + 1] === x && isByteOfArray(from, start, length) ? start + 2 : start;
    if (byte === escapeByte)
        return colourEnd(from, start + 1, length);
    let at = start + 1;
    while (at < length && from[at] === backslash)
        at++;
    if (at < length && escapes[from[at]] === 1)
        return at + 1;
    return isEscapedColour(from, at, length) ? colourEnd(from, at + 5, length) : at;
}
function isEscapedColour(from, at, length) {
    if (at + 5 >= length || from[at] !== 0x75 || from[at + 3] !== 0x31)
        return false;
    return from[at + 1] === zero && from[at + 2] === zero && (from[at + 4] | 0x20) === 0x62 && from[at + 5] === 0x5b;
}
function isByteOfArray(from, start, length) {
    const text = String.fromCharCode(...from.subarray(Math.max(0, start - 1), Math.min(length, start + 5)));
    return /^[^\w+/-]?0x[0-9a-f]{2}([^\w+/-]|$)/i.test(text) && (start > 0 || text.startsWith('0'));
}
function colourEnd(from, at, length) {
    if (at >= length || from[at] !== 0x5b)
        return at;
    let end = at + 1;
    while (end < length && from[end] >= space && from[end] < 0x40 && end - at < 32)
        end++;
    return Math.min(end + 1, length);
}

;// CONCATENATED MODULE: ./build/redact/hex-dump.js
const row = /(?:(?<![0-9a-z])|(?<=\\[nr]))[0-9a-f]{6,16}:?[ \t]{1,4}((?:[0-9a-f]{2}){1,4}(?: {1,3}(?:[0-9a-f]{2}){1,4})*)(?![0-9a-z])/gi;
const rowEnd = /[\r\n]|\\+[rn]|(?<!\\)"/g;
const mostBetween = 120;
function dumpsIn(bytes) {
    if (!bytes.includes('00'))
        return [];
    const text = bytes.toString('latin1');
    const dumps = [];
    let end = Number.NEGATIVE_INFINITY;
    for (const { 0: whole, 1: digits = '', index } of text.matchAll(row)) {
        rowEnd.lastIndex = index + whole.length;
        const to = rowEnd.exec(text)?.index ?? text.length;
        const from = index + whole.length - digits.length;
        let dump = dumps.at(-1);
        if (dump === undefined || index - end > mostBetween) {
            dump = { rows: [], pieces: [], length: 0, words: true };
            dumps.push(dump);
        }
        const groups = digits.trim().split(/ +/);
        const shown = Buffer.from(groups.join(''), 'hex');
        dump.words &&= groups.every((group) => group.length === 4 || group.length === 2);
        dump.rows.push({ from, to, at: dump.length });
        dump.pieces.push(shown);
        dump.length += shown.length;
        end = to;
    }
    return dumps.map(({ rows, pieces, length, words }) => {
        const straight = Buffer.concat(pieces);
        const even = words && length % 2 === 0;
        return {
            readings: even ? [straight, Buffer.from(straight).swap16()] : [straight],
            rowsOf: (from, to) => rows.filter(({ at }, index) => at < to && (rows[index + 1]?.at ?? length) > from),
        };
    });
}

;// CONCATENATED MODULE: ./build/redact/redactor.js


const mask = Buffer.from('***');
const reach = 1024;
class Redactor {
    #secrets = new Set();
    #matcher;
    add(secret) {
        if (this.#secrets.has(secret))
            return;
        this.#secrets.add(secret);
        this.#matcher = undefined;
    }
    text = (text) => this.#string(text, 'text');
    json = (json) => this.#string(json, 'json');
    #string(text, kind) {
        if (text.length < 6 || this.#current().isEmpty)
            return text;
        const bytes = Buffer.from(text);
        const redacted = this.bytes(bytes, kind);
        return redacted === bytes ? text : redacted.toString('utf8');
    }
    bytes(bytes, kind) {
        const spans = this.#current().find(bytes, kind);
        return spans.length === 0 ? bytes : without(bytes, spans);
    }
    stream(kind) {
        return new RedactedStream((bytes) => this.#current().find(bytes, kind), kind);
    }
    #current() {
        this.#matcher ??= new Matcher([...this.#secrets].flatMap(formsOf));
        return this.#matcher;
    }
}
class RedactedStream {
    #find;
    #kind;
    #held = Buffer.alloc(0);
    constructor(find, kind) {
        this.#find = find;
        this.#kind = kind;
    }
    push(chunk) {
        const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
        const spans = this.#find(bytes);
        const lineEnd = this.#kind === 'json' ? bytes.lastIndexOf(0x0a) + 1 : 0;
        let until = Math.max(lineEnd, outsideEscape(bytes, bytes.length - reach));
        const cut = spans.find(({ from, to }) => from < until && to > until);
        if (cut !== undefined)
            until = cut.to;
        this.#held = Buffer.from(bytes.subarray(until));
        return without(bytes.subarray(0, until), spans.filter(({ to }) => to <= until));
    }
    end() {
        const rest = this.#held;
        this.#held = Buffer.alloc(0);
        return without(rest, this.#find(rest));
    }
}
function outsideEscape(bytes, at) {
    if (at <= 0)
        return 0;
    let before = at;
    for (let back = 1; back <= 12 && at - back >= 0; back++) {
        const byte = bytes[at - back];
        if (byte === redactor_backslash || byte === 0x1b)
            before = at - back;
    }
    return before;
}
function without(bytes, spans) {
    if (spans.length === 0)
        return bytes;
    const pieces = [];
    let at = 0;
    for (const { from, to } of spans) {
        pieces.push(bytes.subarray(at, from), mask);
        at = to;
    }
    pieces.push(bytes.subarray(at));
    return Buffer.concat(pieces);
}
const redactor_backslash = 0x5c;
const quote = 0x22;
const block = 4;
const widest = 24;
const hashBits = 18;
class Matcher {
    #forms;
    #window;
    #shift;
    #atEnd = new Map();
    #squeezed = new Uint8Array(128 << 10);
    constructor(forms) {
        this.#forms = forms;
        this.#window = Math.min(widest, ...forms.map(({ bytes }) => bytes.length));
        this.#shift = new Uint8Array(1 << hashBits).fill(Math.max(1, this.#window - block + 1));
        for (const form of forms)
            for (let at = 0; at + block <= this.#window; at++) {
                const hash = hashAt(form.bytes, at);
                const shift = this.#window - block - at;
                this.#shift[hash] = Math.min(this.#shift[hash], shift);
                if (shift === 0)
                    this.#atEnd.set(hash, [...(this.#atEnd.get(hash) ?? []), form]);
            }
    }
    get isEmpty() {
        return this.#forms.length === 0;
    }
    find(bytes, kind) {
        if (this.isEmpty || bytes.length < this.#window)
            return [];
        const spans = this.#findPrinted(bytes, kind);
        for (const dump of dumpsIn(bytes))
            for (const decoded of dump.readings)
                for (const { from, to } of this.#findPrinted(decoded, 'text'))
                    spans.push(...dump.rowsOf(from, to));
        return merged(spans);
    }
    #findPrinted(bytes, kind) {
        if (this.#squeezed.length < bytes.length)
            this.#squeezed = new Uint8Array(bytes.length * 2);
        const text = this.#squeezed;
        const found = this.#scan(text, squeeze(bytes, bytes.length, text));
        if (found.length === 0)
            return [];
        const positions = positionsOf(bytes, bytes.length);
        return found.flatMap(({ form, at }) => {
            const span = { from: positions[at], to: positions[at + form.bytes.length - 1] + 1 };
            if (kind === 'json' && holdsQuote(bytes, span))
                return [];
            return [widened(bytes, span, form)];
        });
    }
    #scan(text, length) {
        const found = [];
        const window = this.#window;
        const shift = this.#shift;
        let end = window - 1;
        while (end < length) {
            const hash = hashAt(text, end - block + 1);
            const step = shift[hash];
            if (step > 0) {
                end += step;
                continue;
            }
            const at = end - window + 1;
            for (const form of this.#atEnd.get(hash) ?? [])
                if (standsAt(text, length, at, form.bytes))
                    found.push({ form, at });
            end++;
        }
        return found;
    }
}
function hashAt(bytes, at) {
    const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    return Math.imul(word, 0x9e3779b1) >>> (32 - hashBits);
}
function standsAt(text, length, at, form) {
    if (at + form.length > length)
        return false;
    for (let index = 0; index < form.length; index++)
        if (text[at + index] !== form[index])
            return false;
    return true;
}
function holdsQuote(bytes, { from, to }) {
    for (let at = bytes.indexOf(quote, from); at >= 0 && at < to; at = bytes.indexOf(quote, at + 1))
        if (backslashesBefore(bytes, at) % 2 === 0)
            return true;
    return false;
}
function widened(bytes, span, { before, after }) {
    let { from, to } = span;
    for (let count = 0; count < before && isBase64(bytes[from - 1]) && bytes[from - 2] !== redactor_backslash; count++)
        from--;
    for (let count = 0; count < after && isBase64(bytes[to]); count++)
        to++;
    while (after > 0 && bytes[to] === 0x3d)
        to++;
    if (from === span.from && backslashesBefore(bytes, from) % 2 === 1)
        from--;
    return { from: behindHexEscape(bytes, from), to };
}
function behindHexEscape(bytes, from) {
    for (let digits = 1; digits <= 4 && from - digits - 1 >= 0; digits++) {
        const at = from - digits;
        if (bytes[at] === 0x75 && backslashesBefore(bytes, at) % 2 === 1)
            return Math.min(at + 5, bytes.length);
    }
    return from;
}
function backslashesBefore(bytes, at) {
    let count = 0;
    while (at - count - 1 >= 0 && bytes[at - count - 1] === redactor_backslash)
        count++;
    return count;
}
const base64 = new Uint8Array(256);
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
    base64[char.charCodeAt(0)] = 1;
function isBase64(byte) {
    return byte !== undefined && base64[byte] === 1;
}
function merged(spans) {
    if (spans.length < 2)
        return spans;
    spans.sort((one, other) => one.from - other.from);
    const all = [];
    for (const span of spans) {
        const last = all.at(-1);
        if (last !== undefined && span.from <= last.to)
            last.to = Math.max(last.to, span.to);
        else
            all.push({ ...span });
    }
    return all;
}


/***/ }),

/***/ 3662:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   YA: () => (/* binding */ pathPrefix)
/* harmony export */ });
/* unused harmony export parseBaseUrl */
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7030);

function parseBaseUrl(text) {
    if (/\s/.test(text))
        return { ok: false, expected: 'must be one URL, without spaces or line breaks' };
    if (!URL.canParse(text)) {
        const bare = /^[a-z0-9.-]+(:\d+)?(\/|$)/i.test(text);
        return {
            ok: false,
            expected: bare
                ? `must be a whole URL, such as https://${text}`
                : 'must be a URL, such as https://gateway.example.com',
        };
    }
    const url = new URL(text);
    if (url.username !== '' || url.password !== '')
        return { ok: false, expected: 'must carry no credentials; the key belongs in `api-key`' };
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
        return {
            ok: false,
            expected: url.protocol === 'http:' ? 'must be https; plain http is for loopback only' : 'must be an https URL',
        };
    if (url.search !== '' || url.hash !== '')
        return { ok: false, expected: 'must have no query and no fragment' };
    const path = url.pathname.replace(/\/+$/, '');
    const call = /\/v1\/(messages|chat\/completions|models)$/.exec(path);
    if (call)
        return { ok: false, expected: `must be the part in front of ${call[0]}` };
    url.pathname = path.replace(/\/v1$/, '');
    return { ok: true, url };
}
function isLoopback(hostname) {
    const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
    return host === 'localhost' || host === '::1' || ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) === 4 && host.startsWith('127.'));
}
function pathPrefix(url) {
    return url.pathname.replace(/\/+$/, '');
}


/***/ }),

/***/ 7498:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ secretsOf)
/* harmony export */ });
function secretsOf(provider) {
    switch (provider.provider) {
        case 'anthropic':
        case 'openai-compatible': {
            const headers = [...provider.extraHeaders.values()].map((value) => value.reveal()).filter(looksSecret);
            const { key } = provider;
            return [...(key.kind === 'given' ? [key.secret.reveal()] : secretsOfAws(key.stored.aws)), ...headers];
        }
        case 'bedrock': {
            const { credential } = provider;
            return credential.kind === 'bearer' ? [credential.token.reveal()] : secretsOfAws(credential.aws);
        }
        case 'vertex':
            return provider.credential.kind === 'workload-identity' ? [provider.credential.request.token.reveal()] : [];
    }
}
function secretsOfAws({ source, externalId, variables }) {
    const request = source.kind === 'oidc' ? [source.request.token] : [];
    const keys = [...variables].filter(([name]) => /SECRET|TOKEN$/.test(name)).map(([, value]) => value);
    return [...request, ...keys, ...(externalId === undefined ? [] : [externalId])].map((value) => value.reveal());
}
function looksSecret(value) {
    return value.length >= 16 && /\d/.test(value);
}


/***/ }),

/***/ 5714:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ Secret)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7975);

class Secret {
    #value;
    constructor(value) {
        this.#value = value;
    }
    reveal() {
        return this.#value;
    }
    toString() {
        return '***';
    }
    toJSON() {
        return '***';
    }
    [node_util__WEBPACK_IMPORTED_MODULE_0__.inspect.custom]() {
        return '***';
    }
}


/***/ }),

/***/ 6085:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  C: () => (/* binding */ createParser)
});

;// CONCATENATED MODULE: ./node_modules/eventsource-parser/dist/errors.js
/**
 * Error thrown when encountering an issue during parsing.
 *
 * @public
 */
class ParseError extends Error {
    constructor(message, options) {
        super(message);
        this.name = 'ParseError';
        this.type = options.type;
        this.field = options.field;
        this.value = options.value;
        this.line = options.line;
    }
}
//# sourceMappingURL=errors.js.map
;// CONCATENATED MODULE: ./node_modules/eventsource-parser/dist/parse.js
/**
 * EventSource/Server-Sent Events parser
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */

// ASCII codes used in the hot parsing paths.
const LF = 10;
const CR = 13;
const SPACE = 32;
const MAX_FIELD_PREFIX_LENGTH = 6;
/**
 * Creates a new EventSource parser.
 *
 * @param config - Parser configuration. Accepts callbacks (see {@link ParserCallbacks})
 *   and options like `maxBufferSize` (see {@link ParserConfig}).
 *
 * @returns A new EventSource parser, with `feed` and `reset` methods.
 * @public
 */
function createParser(config) {
    if (typeof config === 'function') {
        throw new TypeError('`config` must be an object, got a function instead. Did you mean `createParser({onEvent: fn})`?');
    }
    const { maxBufferSize, onComment, onError, onEvent, onId, onRetry } = config;
    // Trailing bytes from prior `feed()` calls that did not yet form a complete line.
    // Stored as an array of fragments and only joined when a line terminator arrives.
    // Concatenating per-feed (`prefix + chunk`) is O(N²) when a single SSE line spans
    // many chunks (e.g. a large `data:` payload streamed in tiny slices, or an MCP-style
    // server that emits one giant content block). Buffering as fragments + joining once
    // makes the same workload linear.
    const pendingFragments = [];
    // Running total of `pendingFragments` lengths, kept in sync with the array so the
    // `maxBufferSize` check doesn't have to walk the fragment list on every feed.
    let pendingFragmentsLength = 0;
    // Empty or partial leading BOM; undefined once the BOM check is complete.
    let bomPrefix = '';
    let id;
    let data = '';
    let dataLines = 0;
    let eventType;
    // Set after a `maxBufferSize` overflow. Once tripped, `feed()` throws until
    // `reset()` is called — see the comment on `maxBufferSize` in `ParserConfig`.
    let terminated = false;
    let skippingLine = false;
    // Set when a line (parsed or discarded) was terminated by a trailing `\r` at the very
    // end of a chunk. That `\r` is ambiguous: it may be a bare-CR terminator or the first
    // half of a `\r\n` whose `\n` lands in the next chunk. The line itself is complete
    // either way, but we must remember to swallow a single leading `\n` from the next
    // chunk so the pair is treated as one terminator rather than a blank line (which
    // would dispatch an event prematurely).
    let skipNextLineFeed = false;
    /**
     * Feeds a chunk of the SSE stream to the parser. Any trailing bytes that do
     * not yet form a complete line are held back and prepended to the next chunk,
     * so callers can pass arbitrary slices of the stream without worrying about
     * line boundaries.
     *
     * Per the SSE spec, one leading UTF-8 BOM is stripped before parsing,
     * even when split across chunks. This handles both the raw 3-byte form (0xEF 0xBB
     * 0xBF) and a single decoded U+FEFF, so a leading BOM is ignored regardless of
     * how the caller decoded the bytes.
     *
     * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
     */
    function feed(chunk) {
        if (terminated) {
            throw new Error('Cannot feed parser: it was terminated after exceeding the configured max buffer size. Call `reset()` to resume parsing.');
        }
        if (bomPrefix !== undefined) {
            chunk = bomPrefix + chunk;
            // Wait only while the input could still be a raw BOM. Empty chunks must
            // not finish the check, and a mismatched prefix must remain ordinary input.
            if (chunk === '' || chunk === '\xEF' || chunk === '\xEF\xBB') {
                bomPrefix = chunk;
                return;
            }
            bomPrefix = undefined;
            // Strip exactly one leading BOM, in decoded or raw byte-valued form.
            chunk = chunk.replace(/^(?:\uFEFF|\xEF\xBB\xBF)/, '');
        }
        // Rare resume states from a prior chunk boundary: a pending `\r\n` split or a
        // line being discarded. Single combined check keeps the hot path to one branch;
        // the actual handling lives out-of-line in `resumeAfterSkip`.
        if (skippingLine || skipNextLineFeed) {
            chunk = resumeAfterSkip(chunk);
            if (!chunk) {
                return;
            }
        }
        // Hot path: no buffered prefix from a prior partial line. Hand the chunk
        // straight to `processLines`, exactly like the original implementation.
        // Zero new work in the common case (every chunk ends with `\n\n`).
        if (!pendingFragments.length) {
            const trailing = processLines(chunk);
            if (trailing !== '') {
                storeTrailing(trailing);
            }
            checkForBufferOverflow();
            return;
        }
        // We have a buffered prefix. If this chunk also has no terminator, append
        // to the buffer without concatenating — that's the O(N²) trap we're
        // avoiding (large single `data:` payload split across many tiny chunks).
        if (chunk.indexOf('\n') === -1 && chunk.indexOf('\r') === -1) {
            if (pendingFragmentsLength < MAX_FIELD_PREFIX_LENGTH) {
                const head = pendingFragments.join('') +
                    chunk.slice(0, MAX_FIELD_PREFIX_LENGTH - pendingFragmentsLength);
                if (!shouldBufferTrailing(head)) {
                    pendingFragments.length = 0;
                    pendingFragmentsLength = 0;
                    skippingLine = true;
                    return;
                }
            }
            pendingFragments.push(chunk);
            pendingFragmentsLength += chunk.length;
            checkForBufferOverflow();
            return;
        }
        // Terminator arrived. Join the accumulated fragments + this chunk once,
        // process, and buffer any new trailing partial line.
        pendingFragments.push(chunk);
        const input = pendingFragments.join('');
        pendingFragments.length = 0;
        pendingFragmentsLength = 0;
        storeTrailing(processLines(input));
        checkForBufferOverflow();
    }
    // Out-of-line handler for the rare post-boundary states. `skipNextLineFeed` means a
    // line (parsed or discarded) ended with a trailing `\r` at the previous chunk boundary,
    // so a single leading `\n` must be swallowed to consume a split `\r\n` as one terminator.
    // `skippingLine` means we are discarding an invalid line until its terminator arrives.
    // The two states are mutually exclusive. Returns the remaining chunk to parse ('' if
    // this chunk was fully consumed).
    function resumeAfterSkip(chunk) {
        if (chunk.length === 0) {
            return chunk;
        }
        if (skipNextLineFeed) {
            skipNextLineFeed = false;
            return chunk.charCodeAt(0) === LF ? chunk.slice(1) : chunk;
        }
        const crIndex = chunk.indexOf('\r');
        const lfIndex = chunk.indexOf('\n');
        const lineEnd = crIndex === -1 ? lfIndex : lfIndex === -1 ? crIndex : crIndex < lfIndex ? crIndex : lfIndex;
        if (lineEnd === -1) {
            return '';
        }
        // Trailing `\r` at the very end of the chunk: defer the CRLF/CR decision to the
        // next chunk (see `skipNextLineFeed`) rather than greedily consuming just the `\r`.
        if (lineEnd === chunk.length - 1 && chunk.charCodeAt(lineEnd) === CR) {
            skippingLine = false;
            skipNextLineFeed = true;
            return '';
        }
        skippingLine = false;
        return chunk.slice(lineEnd + (chunk.charCodeAt(lineEnd) === CR && chunk.charCodeAt(lineEnd + 1) === LF ? 2 : 1));
    }
    function storeTrailing(trailing) {
        if (!trailing)
            return;
        // A trailing that ends with `\r` is not a partial line: the `\r` terminates it,
        // and only the CRLF-vs-CR ambiguity remains (the matching `\n` may start the next
        // chunk). Parse the completed line now — buffering it could grow unbounded through
        // the no-terminator append path, and discarding it would eat the terminator and
        // make skip mode swallow the next line.
        if (trailing.charCodeAt(trailing.length - 1) === CR) {
            parseLine(trailing, 0, trailing.length - 1);
            if (checkForBufferOverflow())
                return;
            skipNextLineFeed = true;
            return;
        }
        if (shouldBufferTrailing(trailing)) {
            pendingFragments.push(trailing);
            pendingFragmentsLength = trailing.length;
            return;
        }
        skippingLine = true;
    }
    function shouldBufferTrailing(trailing) {
        const firstCharCode = trailing.charCodeAt(0);
        return ((firstCharCode === 58 && !!onComment) ||
            (firstCharCode === 100 && isPotentialField(trailing, 'data')) ||
            (firstCharCode === 101 && isPotentialField(trailing, 'event')) ||
            (firstCharCode === 105 && isPotentialField(trailing, 'id')) ||
            (firstCharCode === 114 && isPotentialField(trailing, 'retry')));
    }
    // Returns true when parsing must stop for the current chunk (the parser was already
    // terminated or has just overflowed), and false when processing can continue.
    function checkForBufferOverflow() {
        if (terminated)
            return true;
        if (maxBufferSize === undefined)
            return false;
        if (pendingFragmentsLength + data.length <= maxBufferSize)
            return false;
        terminated = true;
        pendingFragments.length = 0;
        pendingFragmentsLength = 0;
        id = undefined;
        data = '';
        dataLines = 0;
        eventType = undefined;
        skippingLine = false;
        skipNextLineFeed = false;
        onError === null || onError === void 0 ? void 0 : onError(new ParseError(`Buffered data exceeded max buffer size of ${maxBufferSize} characters`, {
            type: 'max-buffer-size-exceeded',
        }));
        return true;
    }
    /**
     * Splits `chunk` into SSE lines and dispatches each to the appropriate handler.
     * Returns any trailing bytes that did not terminate with a line break, so the
     * caller can prepend them to the next chunk.
     *
     * The SSE spec permits three line terminators: `\n`, `\r`, and `\r\n`. Real-world
     * streams almost always use plain `\n`, so we take a fast path when no `\r` is
     * present in the chunk. The slow path is spec-correct but does more work per line.
     */
    function processLines(chunk) {
        let searchIndex = 0;
        // Fast path: LF-only chunk (the common case for typical SSE servers).
        // We can scan forward with a single `indexOf('\n')` per line and inline
        // the hot-path branches for `data:` and `event:` without the CR bookkeeping
        // the slow path needs.
        if (chunk.indexOf('\r') === -1) {
            let lfIndex = chunk.indexOf('\n', searchIndex);
            while (lfIndex !== -1) {
                // Blank line: end-of-event marker. Dispatch the accumulated event (if any)
                // and reset the buffered fields. This is hoisted out of `parseLine` because
                // it's the single most common line shape after `data:` lines.
                if (searchIndex === lfIndex) {
                    if (id !== undefined) {
                        onId === null || onId === void 0 ? void 0 : onId(id);
                    }
                    if (dataLines > 0) {
                        onEvent === null || onEvent === void 0 ? void 0 : onEvent({ id, event: eventType, data });
                    }
                    id = undefined;
                    data = '';
                    dataLines = 0;
                    eventType = undefined;
                    searchIndex = lfIndex + 1;
                    lfIndex = chunk.indexOf('\n', searchIndex);
                    continue;
                }
                const firstCharCode = chunk.charCodeAt(searchIndex);
                if (isDataPrefix(chunk, searchIndex, firstCharCode)) {
                    // `data:` line — append the value to the event's data buffer.
                    // 'data:'.length === 5, 'data: '.length === 6
                    const valueStart = chunk.charCodeAt(searchIndex + 5) === SPACE ? searchIndex + 6 : searchIndex + 5;
                    const value = chunk.slice(valueStart, lfIndex);
                    // Fast path within a fast path: if this is the first data line AND the
                    // next char is another LF (i.e. `data:foo\n\n`), dispatch immediately
                    // without ever writing to the `data` buffer. This is the shape of a
                    // typical single-line SSE event (ChatGPT-style streams, etc.) and is
                    // hot enough to be worth the duplication.
                    if (dataLines === 0 && chunk.charCodeAt(lfIndex + 1) === LF) {
                        if (id !== undefined) {
                            onId === null || onId === void 0 ? void 0 : onId(id);
                        }
                        onEvent === null || onEvent === void 0 ? void 0 : onEvent({ id, event: eventType, data: value });
                        id = undefined;
                        data = '';
                        eventType = undefined;
                        searchIndex = lfIndex + 2;
                        lfIndex = chunk.indexOf('\n', searchIndex);
                        continue;
                    }
                    // Multi-line data: concatenate with newline separator per spec.
                    data = dataLines === 0 ? value : `${data}\n${value}`;
                    dataLines++;
                }
                else if (isEventPrefix(chunk, searchIndex, firstCharCode)) {
                    // `event:` line — set the event type for the next dispatch. Per spec,
                    // an empty value resets `event type` to its default (undefined here).
                    // 'event:'.length === 6, 'event: '.length === 7
                    eventType =
                        chunk.slice(chunk.charCodeAt(searchIndex + 6) === SPACE ? searchIndex + 7 : searchIndex + 6, lfIndex) || undefined;
                }
                else {
                    // Everything else: `id:`, `retry:`, comment lines (`:` prefix), unknown
                    // fields, or malformed lines. These are rarer and go through the full
                    // per-line parser, which handles the SSE field grammar in detail.
                    parseLine(chunk, searchIndex, lfIndex);
                }
                if (checkForBufferOverflow())
                    return '';
                searchIndex = lfIndex + 1;
                lfIndex = chunk.indexOf('\n', searchIndex);
            }
            return chunk.slice(searchIndex);
        }
        // Slow path: the chunk contains at least one `\r`, so lines may be terminated
        // by `\r`, `\n`, or `\r\n`. We locate the next terminator by looking at both
        // the nearest `\r` and `\n` and picking whichever comes first.
        let crIndex = chunk.indexOf('\r', searchIndex);
        let lfIndex = chunk.indexOf('\n', searchIndex);
        while (searchIndex < chunk.length) {
            let lineEnd = -1;
            if (crIndex !== -1 && lfIndex !== -1) {
                lineEnd = crIndex < lfIndex ? crIndex : lfIndex;
            }
            else if (crIndex !== -1) {
                // A trailing `\r` at the very end of the chunk is ambiguous: it could be
                // a bare-CR terminator, or the first half of a `\r\n` whose `\n` arrives
                // in the next chunk. Defer until we see more input.
                if (crIndex === chunk.length - 1) {
                    lineEnd = -1;
                }
                else {
                    lineEnd = crIndex;
                }
            }
            else if (lfIndex !== -1) {
                lineEnd = lfIndex;
            }
            if (lineEnd === -1) {
                break;
            }
            parseLine(chunk, searchIndex, lineEnd);
            if (checkForBufferOverflow())
                return '';
            searchIndex = lineEnd + 1;
            // If we just consumed a `\r` and the next char is `\n`, skip it so the
            // pair is treated as a single terminator rather than an empty line.
            if (chunk.charCodeAt(searchIndex - 1) === CR && chunk.charCodeAt(searchIndex) === LF) {
                searchIndex++;
            }
            // Reuse unconsumed matches and failed searches instead of rescanning the suffix.
            if (crIndex !== -1 && crIndex < searchIndex) {
                crIndex = chunk.indexOf('\r', searchIndex);
            }
            if (lfIndex !== -1 && lfIndex < searchIndex) {
                lfIndex = chunk.indexOf('\n', searchIndex);
            }
        }
        return chunk.slice(searchIndex);
    }
    function parseLine(chunk, start, end) {
        if (start === end) {
            dispatchEvent();
            return;
        }
        const firstCharCode = chunk.charCodeAt(start);
        if (isDataPrefix(chunk, start, firstCharCode)) {
            // 'data:'.length === 5, 'data: '.length === 6
            const valueStart = chunk.charCodeAt(start + 5) === SPACE ? start + 6 : start + 5;
            const value = chunk.slice(valueStart, end);
            data = dataLines === 0 ? value : `${data}\n${value}`;
            dataLines++;
            return;
        }
        if (isEventPrefix(chunk, start, firstCharCode)) {
            // 'event:'.length === 6, 'event: '.length === 7
            eventType =
                chunk.slice(chunk.charCodeAt(start + 6) === SPACE ? start + 7 : start + 6, end) || undefined;
            return;
        }
        // Fast path for "id:" — 'i' = 105, 'd' = 100, ':' = 58
        if (firstCharCode === 105 &&
            chunk.charCodeAt(start + 1) === 100 &&
            chunk.charCodeAt(start + 2) === 58) {
            // 'id:'.length === 3, 'id: '.length === 4
            const value = chunk.slice(chunk.charCodeAt(start + 3) === SPACE ? start + 4 : start + 3, end);
            // If the field value does not contain U+0000 NULL, then set the `ID` buffer to
            // the field value. Otherwise, ignore the field.
            if (!value.includes('\0'))
                id = value;
            return;
        }
        // Comment line — ':' = 58
        if (firstCharCode === 58) {
            if (onComment) {
                const line = chunk.slice(start, end);
                // skip ':' (+1), or ': ' (+2) when a space follows
                onComment(line.slice(chunk.charCodeAt(start + 1) === SPACE ? 2 : 1));
            }
            return;
        }
        const line = chunk.slice(start, end);
        const fieldSeparatorIndex = line.indexOf(':');
        if (fieldSeparatorIndex === -1) {
            processField(line, '', line);
            return;
        }
        const field = line.slice(0, fieldSeparatorIndex);
        // skip ':' (+1), or ': ' (+2) when a space follows
        const offset = line.charCodeAt(fieldSeparatorIndex + 1) === SPACE ? 2 : 1;
        const value = line.slice(fieldSeparatorIndex + offset);
        processField(field, value, line);
    }
    function processField(field, value, line) {
        // Field names must be compared literally, with no case folding performed.
        switch (field) {
            case 'event':
                // Set the `event type` buffer to field value
                eventType = value || undefined;
                break;
            case 'data':
                data = dataLines === 0 ? value : `${data}\n${value}`;
                dataLines++;
                break;
            case 'id':
                // If the field value does not contain U+0000 NULL, then set the `ID` buffer to
                // the field value. Otherwise, ignore the field.
                if (!value.includes('\0'))
                    id = value;
                break;
            case 'retry':
                // If the field value consists of only ASCII digits, then interpret the field value as an
                // integer in base ten, and set the event stream's reconnection time to that integer.
                // Otherwise, ignore the field.
                if (/^\d+$/.test(value)) {
                    onRetry === null || onRetry === void 0 ? void 0 : onRetry(parseInt(value, 10));
                }
                else {
                    onError === null || onError === void 0 ? void 0 : onError(new ParseError(`Invalid \`retry\` value: "${value}"`, {
                        type: 'invalid-retry',
                        value,
                        line,
                    }));
                }
                break;
            default:
                // Otherwise, the field is ignored.
                onError === null || onError === void 0 ? void 0 : onError(new ParseError(`Unknown field "${field.length > 20 ? `${field.slice(0, 20)}…` : field}"`, { type: 'unknown-field', field, value, line }));
                break;
        }
    }
    function dispatchEvent() {
        if (id !== undefined) {
            onId === null || onId === void 0 ? void 0 : onId(id);
        }
        if (dataLines > 0) {
            onEvent === null || onEvent === void 0 ? void 0 : onEvent({
                id,
                event: eventType,
                data,
            });
        }
        id = undefined;
        data = '';
        dataLines = 0;
        eventType = undefined;
    }
    function reset(options = {}) {
        if (options.consume && pendingFragments.length > 0) {
            const incompleteLine = pendingFragments.join('');
            parseLine(incompleteLine, 0, incompleteLine.length);
        }
        bomPrefix = '';
        id = undefined;
        data = '';
        dataLines = 0;
        eventType = undefined;
        pendingFragments.length = 0;
        pendingFragmentsLength = 0;
        terminated = false;
        skippingLine = false;
        skipNextLineFeed = false;
    }
    return { feed, reset };
}
/**
 * Checks if `chunk` starts with the literal `data:` at index `i`.
 *
 * Equivalent to `chunk.startsWith('data:', i)`, but benchmarks show this
 * hand-unrolled char-code comparison is ~20% faster on common event types.
 * The caller passes `firstCharCode` (the code at `i`) so it can be reused
 * across prefix checks.
 *
 * ASCII: 'd' = 100, 'a' = 97, 't' = 116, 'a' = 97, ':' = 58
 */
function isDataPrefix(chunk, i, firstCharCode) {
    return (firstCharCode === 100 &&
        chunk.charCodeAt(i + 1) === 97 &&
        chunk.charCodeAt(i + 2) === 116 &&
        chunk.charCodeAt(i + 3) === 97 &&
        chunk.charCodeAt(i + 4) === 58);
}
/**
 * Checks if `chunk` starts with the literal `event:` at index `i`.
 *
 * See {@link isDataPrefix} for why this is hand-unrolled rather than using
 * `String.prototype.startsWith`.
 *
 * ASCII: 'e' = 101, 'v' = 118, 'e' = 101, 'n' = 110, 't' = 116, ':' = 58
 */
function isEventPrefix(chunk, i, firstCharCode) {
    return (firstCharCode === 101 &&
        chunk.charCodeAt(i + 1) === 118 &&
        chunk.charCodeAt(i + 2) === 101 &&
        chunk.charCodeAt(i + 3) === 110 &&
        chunk.charCodeAt(i + 4) === 116 &&
        chunk.charCodeAt(i + 5) === 58);
}
function isPotentialField(line, field) {
    let i = 1;
    while (i < line.length && i < field.length) {
        if (line.charCodeAt(i) !== field.charCodeAt(i)) {
            return false;
        }
        i++;
    }
    return line.length <= field.length || line.charCodeAt(field.length) === 58;
}
//# sourceMappingURL=parse.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(7162);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
