import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
__webpack_unused_export__ = __webpack_unused_export__ = void 0;
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
__webpack_unused_export__ = distance;
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

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

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

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 8133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  xL: () => (/* binding */ marker),
  Qo: () => (/* binding */ readEnvironment)
});

// UNUSED EXPORTS: environmentLayer

;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./build/token.js

function mintToken() {
    return `${token_tokenPrefix}${randomBytes(32).toString('base64url')}`;
}
const token_tokenPrefix = 'cpa-run-';
function sameToken(held, expected) {
    if (held === undefined)
        return false;
    return timingSafeEqual(digest(held), digest(expected));
}
function digest(text) {
    return createHash('sha256').update(text).digest();
}

;// CONCATENATED MODULE: ./build/action/environment.js



function readEnvironment(env = process.env) {
    const proxy = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy'];
    return {
        env: { ...env },
        workspace: (0,external_node_path_.resolve)(env.GITHUB_WORKSPACE || process.cwd()),
        temp: (0,external_node_path_.resolve)(env.RUNNER_TEMP || (0,external_node_os_namespaceObject.tmpdir)()),
        proxyEnv: Object.fromEntries(proxy.flatMap((name) => (env[name] ? [[name, env[name]]] : []))),
    };
}
const marker = 'CLAUDE_PROVIDER_ACTION_SETUP';
function environmentLayer(env) {
    const gateway = env[marker];
    const ours = gateway !== undefined && gateway !== '' && baseUrls.some((name) => env[name]?.startsWith(gateway))
        ? /^(ANTHROPIC_((BEDROCK_|VERTEX_)?BASE_URL|MODEL|DEFAULT_\w+_MODEL)|CLAUDE_CODE_(USE|SKIP)_\w+)$/
        : /^$/;
    const said = Object.entries(env).filter(([name, value]) => !value?.startsWith(tokenPrefix) && !ours.test(name));
    return { kind: 'env', name: 'env', keys: {}, env: Object.fromEntries(said) };
}
const baseUrls = (/* unused pure expression or super */ null && (['ANTHROPIC_BASE_URL', 'ANTHROPIC_BEDROCK_BASE_URL', 'ANTHROPIC_VERTEX_BASE_URL']));


/***/ }),

/***/ 4059:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  q: () => (/* binding */ undoExports)
});

// UNUSED EXPORTS: exportForLaterSteps

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(7975);
;// CONCATENATED MODULE: ./build/secret.js

class secret_Secret {
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
    [external_node_util_.inspect.custom]() {
        return '***';
    }
}

;// CONCATENATED MODULE: ./build/gateway/handover.js

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
            return new Secret(value.$secret);
        if ('$url' in value)
            return new URL(value.$url);
        if ('$map' in value)
            return new Map(value.$map);
        return value;
    });
}

;// CONCATENATED MODULE: ./build/network/agents.js
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

;// CONCATENATED MODULE: ./build/network/ask.js
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

// EXTERNAL MODULE: ./build/action/environment.js + 2 modules
var environment = __nccwpck_require__(8133);
// EXTERNAL MODULE: ./build/action/state.js
var state = __nccwpck_require__(862);
;// CONCATENATED MODULE: ./build/action/toolkit.js
const loadToolkit = () => Promise.all(/* import() */[__nccwpck_require__.e(260), __nccwpck_require__.e(264)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7264));

;// CONCATENATED MODULE: ./build/action/later-steps.js






const later_steps_state = 'setup';
async function exportForLaterSteps(runner, { variables, old, gateway, path }) {
    const toolkit = await runner.open();
    const left = { ...gateway, old: {} };
    for (const [name, value] of Object.entries({ ...variables, [marker]: gateway.url })) {
        if (value === (old[name] ?? ''))
            continue;
        toolkit.exportVariable(name, value);
        left.old[name] = isSecret(name) ? '' : (old[name] ?? '');
    }
    if (path !== undefined)
        toolkit.addPath(path);
    toolkit.saveState(later_steps_state, seal(old, later_steps_state, JSON.stringify(left)));
}
async function undoExports({ env }) {
    const kept = (0,state/* unseal */.D)(env, later_steps_state);
    if (kept.kind === 'none')
        return;
    const toolkit = await loadToolkit();
    const left = kept.kind === 'sealed' ? parse(kept.value) : undefined;
    if (left === undefined) {
        toolkit.warning('What mode `setup` kept for the end of the job is not what it wrote. No variable is put back; its gateway ends with the job.');
        return;
    }
    for (const [name, value] of Object.entries(left.old))
        if (isOurs(name))
            toolkit.exportVariable(name, value);
    try {
        const { requests, costUsd } = await endGateway(left);
        const cost = costUsd === undefined ? '' : ` for $${costUsd.toFixed(4)}`;
        toolkit.info(`The gateway has ended after ${requests} requests${cost}.`);
    }
    catch (error) {
        toolkit.warning(`The gateway that mode \`setup\` started had ended before the job did (${error.message}). Steps behind that moment could not reach the provider.`);
    }
}
async function endGateway({ url, control }) {
    const agents = openAgents({});
    try {
        const headers = { authorization: `Bearer ${control}`, 'content-length': '0' };
        const { status, text } = await ask(new URL(endPath, url), headers, agents, AbortSignal.timeout(5_000), '');
        if (status !== 200)
            throw new Error(`status ${status}`);
        const { requests, costUsd } = JSON.parse(text);
        if (typeof requests !== 'number')
            throw new Error('something else answers there');
        return { requests, costUsd: typeof costUsd === 'number' ? costUsd : undefined };
    }
    catch (error) {
        throw error instanceof SyntaxError ? new Error('something else answers there') : error;
    }
    finally {
        agents.close();
    }
}
function parse(held) {
    try {
        const left = JSON.parse(held);
        const own = /^http:\/\/127\.0\.0\.1:\d+$/.test(left.url) && typeof left.control === 'string';
        return own && Object.values(left.old).every((value) => typeof value === 'string') ? left : undefined;
    }
    catch {
        return undefined;
    }
}
function isOurs(name) {
    const aws = /^AWS_(REGION|DEFAULT_REGION|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/;
    return (name === environment/* marker */.xL ||
        name === 'CLOUD_ML_REGION' ||
        /^(ANTHROPIC_|CLAUDE_CODE_)/.test(name) ||
        /^(https?|all|no)_proxy$/i.test(name) ||
        aws.test(name));
}
function isSecret(name) {
    return /KEY|TOKEN|HEADERS/.test(name);
}


/***/ }),

/***/ 2729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  p: () => (/* binding */ removeLeftRunFolder)
});

// UNUSED EXPORTS: createRunFolder

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(1916);
;// CONCATENATED MODULE: ./build/words.js

function words_nearest(held, words) {
    const lower = held.toLowerCase();
    let best;
    for (const word of words) {
        const away = distance(lower, word.toLowerCase());
        if (best === undefined || away < best.away)
            best = { word, away };
    }
    return best !== undefined && best.away <= Math.max(1, Math.floor(best.word.length / 3)) ? best.word : undefined;
}
function words_oneOf(held, words) {
    const near = words_nearest(held, words);
    const list = words.map((word) => `\`${word}\``).join(', ');
    return `must be one of ${list}${near === undefined ? '' : `; did you mean \`${near}\`?`}`;
}

;// CONCATENATED MODULE: ./build/resolve/settings.js



function settings_readSettings(name, settings) {
    const problems = [];
    const warnings = [];
    const keys = {};
    for (const key of settingsKeys) {
        const held = Object.hasOwn(settings, key) ? settings[key] : undefined;
        if (held === undefined || held === null || (typeof held === 'string' && held.trim() === ''))
            continue;
        if (typeof held !== 'string')
            problems.push({ key, held: show(held), expected: 'must be a string' });
        else if (key === 'apiProvider' && !providers.includes(held))
            problems.push({ key, held, expected: oneOf(held, providers) });
        else
            keys[key] = held.trim();
    }
    for (const key of Object.keys(settings)) {
        const near = settingsKeys.includes(key) ? undefined : nearest(key, settingsKeys);
        if (near !== undefined && isTypo(key, near))
            warnings.push({ key, expected: `is not a key that anything reads; did you mean \`${near}\`?` });
    }
    return { layer: { kind: 'file', name, keys, env: environmentOf(settings, problems) }, problems, warnings };
}
function isTypo(key, near) {
    const plain = (word) => word.toLowerCase().replace(/[^a-z]/g, '');
    return plain(key) === plain(near) || (key.length > 5 && Math.abs(key.length - near.length) <= 2);
}
function environmentOf(settings, problems) {
    const held = Object.hasOwn(settings, 'env') ? settings.env : undefined;
    if (held === undefined || held === null)
        return {};
    if (typeof held !== 'object' || Array.isArray(held)) {
        problems.push({ key: 'env', held: show(held), expected: 'must be an object of variables' });
        return {};
    }
    const plain = Object.entries(held).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
    return Object.fromEntries(plain.map(([variable, value]) => [variable, String(value)]));
}
function show(held) {
    return (JSON.stringify(held) ?? String(held)).slice(0, 200);
}

;// CONCATENATED MODULE: ./build/action/settings-files.js



const longestFile = (/* unused pure expression or super */ null && (1 << 20));
function workspaceSettings(folder) {
    return Promise.all(['.claude/settings.local.json', '.claude/settings.json'].map((name) => readText(name, join(folder, name))));
}
async function userSettings(env) {
    const name = '~/.claude/settings.json';
    const path = settings_files_userSettingsPath(env);
    return path === undefined ? { name, text: undefined } : readText(name, path);
}
function settings_files_userSettingsPath(env) {
    const home = env.HOME || env.USERPROFILE;
    const folder = env.CLAUDE_CONFIG_DIR || (home === undefined || home === '' ? undefined : join(home, '.claude'));
    return folder === undefined ? undefined : join(folder, 'settings.json');
}
async function settingsLayers(files) {
    const all = { layers: [], problems: [], warnings: [] };
    for (const { name, text, unreadable } of files) {
        if (unreadable !== undefined)
            all.problems.push({ where: name, expected: unreadable, code: 'settings-invalid' });
        if (text === undefined || text.trim() === '')
            continue;
        const json = parseObject(text);
        if (json === undefined) {
            all.problems.push(await syntaxProblem(name, text));
            continue;
        }
        const { layer, problems, warnings } = readSettings(name, json);
        all.layers.push(layer);
        for (const problem of problems)
            all.problems.push({ ...(await at(name, text, problem)), code: 'settings-invalid' });
        for (const warning of warnings) {
            const { where, expected } = await at(name, text, warning);
            all.warnings.push(`${where} ${expected}`);
        }
    }
    return all;
}
async function readText(name, path) {
    const file = { name, text: undefined };
    try {
        const { size, isFile } = await stat(path).then((found) => ({ size: found.size, isFile: found.isFile() }));
        if (!isFile)
            return { ...file, unreadable: 'is not a file' };
        if (size > longestFile)
            return { ...file, unreadable: 'is over 1 MB, which no settings file is' };
        return { name, text: (await readFile(path, 'utf8')).replace(/^\ufeff/, '') };
    }
    catch (error) {
        const { code, message } = error;
        return code === 'ENOENT' || code === 'ENOTDIR'
            ? file
            : { ...file, unreadable: `cannot be read: ${code ?? message}` };
    }
}
function parseObject(text) {
    if (text.length > longestFile)
        return undefined;
    try {
        const json = JSON.parse(text);
        if (typeof json === 'object' && json !== null && !Array.isArray(json))
            return json;
    }
    catch {
    }
    return undefined;
}
async function syntaxProblem(name, text) {
    const code = 'settings-invalid';
    if (text.length > longestFile)
        return { where: name, expected: 'is over 1 MB, which no settings file is', code };
    const { parse, printParseErrorCode } = await __nccwpck_require__.e(/* import() */ 547).then(__nccwpck_require__.t.bind(__nccwpck_require__, 9547, 19));
    try {
        const errors = [];
        parse(text, errors, { disallowComments: true, allowTrailingComma: false });
        const first = errors[0];
        if (first !== undefined) {
            const reason = printParseErrorCode(first.error)
                .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
                .toLowerCase();
            return { where: `${name} line ${lineOf(text, first.offset)}`, expected: `is not JSON (${reason})`, code };
        }
    }
    catch {
    }
    return { where: name, expected: 'must be a JSON object', code };
}
async function at(name, text, { key, held, expected }) {
    const { parseTree, findNodeAtLocation } = await __nccwpck_require__.e(/* import() */ 547).then(__nccwpck_require__.t.bind(__nccwpck_require__, 9547, 19));
    let line = '';
    try {
        const tree = parseTree(text);
        const node = tree === undefined ? undefined : findNodeAtLocation(tree, [key]);
        if (node !== undefined)
            line = ` line ${lineOf(text, node.parent?.offset ?? node.offset)}`;
    }
    catch {
    }
    return { where: `${name}${line} ${key}`, expected, ...(held === undefined ? {} : { held }) };
}
function lineOf(text, offset) {
    return text.slice(0, offset).split('\n').length;
}

;// CONCATENATED MODULE: ./build/action/command-files.js




const names = (/* unused pure expression or super */ null && (['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']));
const command_files_event = 'GITHUB_EVENT_PATH';
function noteCommandFiles(env) {
    const noted = [...names, command_files_event].flatMap((name) => {
        const path = env[name];
        return path ? [note(name, path)] : [];
    });
    return async () => {
        const said = [];
        for (const file of noted) {
            try {
                try {
                    putBack(file);
                }
                catch {
                    await free(file);
                    putBack(file);
                }
            }
            catch (error) {
                said.push(`${file.name}: ${error.message}`);
            }
        }
        return said;
    };
}
function noteUserSettings(env) {
    const path = userSettingsPath(env);
    if (path === undefined)
        return () => 'same';
    let noted;
    let link;
    try {
        link = lstat(path)?.isSymbolicLink() ? readlinkSync(path) : undefined;
        noted = note('~/.claude/settings.json', link === undefined ? path : realpathSync(path));
    }
    catch {
        return () => 'same';
    }
    return () => {
        const linked = link === undefined || (lstat(path)?.isSymbolicLink() === true && readlinkSync(path) === link);
        if (linked && holdsTheSame(noted))
            return 'same';
        if (!linked)
            rmSync(path, { recursive: true, force: true });
        if (!holdsTheSame(noted))
            putBack(noted);
        if (!linked) {
            mkdirSync(dirname(path), { recursive: true });
            symlinkSync(link ?? '', path);
        }
        return 'put back';
    };
}
function holdsTheSame({ path, file }) {
    const now = lstat(path);
    if (now === undefined || file === undefined)
        return now === undefined && file === undefined;
    return now.isFile() && readFileSync(path).equals(file.content);
}
function command_files_saveStateNow(env, name, value) {
    if (!env.GITHUB_STATE)
        return;
    const delimiter = `ghadelimiter_${randomBytes(16).toString('hex')}`;
    try {
        appendFileSync(env.GITHUB_STATE, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
    }
    catch {
    }
}
function note(name, path) {
    const folders = [dirname(dirname(path)), dirname(path)].map((path) => ({ path, stats: lstat(path) }));
    const stats = lstat(path);
    const file = stats?.isFile() ? { content: readFileSync(path), stats } : undefined;
    return { name, path, folders, file };
}
function putBack({ name, path, file, folders }) {
    for (const { path, stats } of folders)
        putFolderBack(path, stats);
    if (name === command_files_event && isSame(path, file))
        return;
    if (file === undefined) {
        if (lstat(path) !== undefined)
            rmSync(path, { recursive: true, force: true });
        return;
    }
    const fresh = `${path}.${randomBytes(8).toString('hex')}`;
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
    const descriptor = openSync(fresh, flags, 0o600);
    try {
        for (let at = 0; at < file.content.length;)
            at += writeSync(descriptor, file.content, at);
        keepOwner(descriptor, file.stats);
        fchmodSync(descriptor, file.stats.mode & 0o7777);
    }
    finally {
        closeSync(descriptor);
    }
    if (lstat(path)?.isDirectory())
        renameSync(path, `${fresh}.away`);
    renameSync(fresh, path);
}
function putFolderBack(path, noted) {
    if (noted === undefined || !noted.isDirectory())
        return;
    const mode = noted.mode & 0o7777;
    const now = lstat(path);
    if (now !== undefined && !now.isDirectory())
        rmSync(path);
    mkdirSync(path, { recursive: true, mode });
    if ((lstatSync(path).mode & 0o7777) !== mode)
        chmodSync(path, mode);
}
function isSame(path, file) {
    try {
        const now = lstat(path);
        if (now === undefined || file === undefined)
            return now === undefined && file === undefined;
        return now.ino === file.stats.ino && now.dev === file.stats.dev && readFileSync(path).equals(file.content);
    }
    catch {
        return false;
    }
}
const system = '/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin';
async function free({ path, folders }) {
    if (process.platform !== 'linux')
        return;
    const { getExecOutput } = await __nccwpck_require__.e(/* import() */ 260).then(__nccwpck_require__.bind(__nccwpck_require__, 1260));
    const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    for (const command of [
        ['umount', '-l', path],
        ['chattr', '-ia', ...folders.map((folder) => folder.path), path],
    ]) {
        const args = ['-i', `PATH=${system}`, ...asRoot, ...command];
        await getExecOutput('/usr/bin/env', args, { silent: true, ignoreReturnCode: true }).catch(() => { });
    }
}
function keepOwner(descriptor, { uid, gid }) {
    if (process.getuid === undefined || (process.getuid() === uid && process.getgid?.() === gid))
        return;
    try {
        fchownSync(descriptor, uid, gid);
    }
    catch {
    }
}
function lstat(path) {
    return lstatSync(path, { throwIfNoEntry: false });
}

// EXTERNAL MODULE: ./build/action/state.js
var state = __nccwpck_require__(862);
;// CONCATENATED MODULE: ./build/action/run-folder.js





const prefix = 'claude-run-';
const run_folder_state = 'run-folder';
function createRunFolder({ temp, env }) {
    const folder = mkdtempSync(join(temp, prefix));
    saveStateNow(env, run_folder_state, seal(env, run_folder_state, folder));
    const settingsFile = join(folder, 'settings.json');
    const write = (name, content) => {
        const path = join(folder, name);
        writeFileSync(path, JSON.stringify(content), { mode: 0o600 });
        return path;
    };
    return {
        settingsFile,
        executionFile: join(temp, `claude-execution-${randomBytes(6).toString('hex')}.jsonl`),
        write,
        writeSettings: (settings) => void write('settings.json', settings),
        remove: () => rmSync(folder, { recursive: true, force: true }),
    };
}
function removeLeftRunFolder({ temp, env }) {
    const kept = (0,state/* unseal */.D)(env, run_folder_state);
    const folder = kept.kind === 'sealed' ? kept.value : '';
    if ((0,external_node_path_.dirname)(folder) !== temp || !/^claude-run-\w+$/.test((0,external_node_path_.basename)(folder)))
        return;
    if ((0,external_node_fs_namespaceObject.lstatSync)(folder, { throwIfNoEntry: false })?.isDirectory())
        (0,external_node_fs_namespaceObject.rmSync)(folder, { recursive: true, force: true });
}


/***/ }),

/***/ 862:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ unseal)
/* harmony export */ });
/* unused harmony export seal */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);

function seal(env, name, value) {
    return `${signature(env, name, value) ?? ''}:${value}`;
}
function unseal(env, name) {
    const held = env[`STATE_${name}`];
    if (held === undefined || held === '')
        return { kind: 'none' };
    const end = held.indexOf(':');
    const value = held.slice(end + 1);
    const expected = signature(env, name, value);
    const same = end >= 0 && expected !== undefined && isSame(held.slice(0, end), expected);
    return same ? { kind: 'sealed', value } : { kind: 'forged' };
}
function signature(env, name, value) {
    const key = env.ACTIONS_RUNTIME_TOKEN || env['INPUT_GITHUB-TOKEN'];
    return key ? (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', key).update(`${name}\0${value}`).digest('base64url') : undefined;
}
function isSame(held, expected) {
    const [one, other] = [Buffer.from(held), Buffer.from(expected)];
    return one.length === other.length && (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.timingSafeEqual)(one, other);
}


/***/ }),

/***/ 6756:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _action_environment_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8133);
/* harmony import */ var _action_later_steps_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4059);
/* harmony import */ var _action_run_folder_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2729);



const environment = (0,_action_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .readEnvironment */ .Qo)();
(0,_action_run_folder_js__WEBPACK_IMPORTED_MODULE_2__/* .removeLeftRunFolder */ .p)(environment);
await (0,_action_later_steps_js__WEBPACK_IMPORTED_MODULE_1__/* .undoExports */ .q)(environment);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

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
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
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
/******/ var __webpack_exports__ = __nccwpck_require__(6756);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
