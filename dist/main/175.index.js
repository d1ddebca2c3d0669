export const id = 175;
export const ids = [175,613];
export const modules = {

/***/ 5175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ambient: () => (/* binding */ ambient)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/resolve/google-credentials.js
var google_credentials = __webpack_require__(603);
// EXTERNAL MODULE: ./build/credentials/google/key-file.js
var key_file = __webpack_require__(6613);
// EXTERNAL MODULE: ./build/resolve/google-names.js
var google_names = __webpack_require__(9985);
// EXTERNAL MODULE: ./build/secret.js
var secret = __webpack_require__(5714);
// EXTERNAL MODULE: ./build/credentials/google/strategy.js
var strategy = __webpack_require__(1952);
// EXTERNAL MODULE: ./build/credentials/google/transport.js
var google_transport = __webpack_require__(8924);
;// CONCATENATED MODULE: ./build/credentials/google/metadata.js




const flavor = { 'metadata-flavor': 'Google' };
const lookMs = 3_000;
async function findMetadataServer(env, transport) {
    if (env.METADATA_SERVER_DETECTION?.trim().toLowerCase() === 'none')
        return undefined;
    const host = env.GCE_METADATA_HOST || env.GCE_METADATA_IP || '169.254.169.254';
    const server = new URL(`${host.replace(/^(?!https?:)/, 'http://').replace(/\/+$/, '')}/computeMetadata/v1/`);
    return transport.whileLooking(lookMs, async () => {
        const there = answers(server, transport);
        const machine = new Machine(server, transport);
        return (await there) ? machine.strategy : undefined;
    });
}
async function answers(server, transport) {
    try {
        const { headers } = await transport.ask('metadata', server, { headers: flavor });
        return headers['metadata-flavor'] === 'Google';
    }
    catch (error) {
        return error instanceof google_transport/* Refused */.Lw && error.headers['metadata-flavor'] === 'Google';
    }
}
class Machine {
    #server;
    #transport;
    #token;
    #email;
    #project;
    #universe;
    constructor(server, transport) {
        this.#server = server;
        this.#transport = transport;
        this.#token = this.#askToken().catch(() => undefined);
        this.#email = this.#text('instance/service-accounts/default/email');
        this.#project = this.#text('project/project-id');
        this.#universe = this.#text('universe/universe-domain');
    }
    get strategy() {
        return {
            fetch: async () => {
                const { access_token, expires_in } = (await this.#token) ?? (await this.#askToken());
                return { token: new secret/* Secret */.z(access_token), expiresAt: Date.now() + expires_in * 1000 };
            },
            who: async () => `${(await this.#email) ?? 'the service account'} of this machine, from its metadata server`,
            member: async () => (0,strategy/* membersOf */.l)({ serviceAccount: await this.#email })[0],
            project: async () => (await this.#project) ?? (0,google_names/* projectOf */.v8)(await this.#email),
            universe: () => this.#universe,
            context: () => ({ credential: "this machine's service account" }),
        };
    }
    #askToken() {
        const path = `instance/service-accounts/default/token?scopes=${encodeURIComponent(strategy/* cloudPlatform */.H)}`;
        return this.#ask(path, 'json');
    }
    async #text(path) {
        return (await this.#ask(path, 'text').catch(() => '')).trim() || undefined;
    }
    async #ask(path, responseType) {
        const request = { headers: flavor, responseType };
        return (await this.#transport.ask('metadata', new URL(path, this.#server), request)).data;
    }
}

;// CONCATENATED MODULE: ./build/credentials/google/ambient.js






async function ambient({ env }, transport) {
    const named = env.GOOGLE_APPLICATION_CREDENTIALS;
    if (named)
        return fromFile(named, 'GOOGLE_APPLICATION_CREDENTIALS', transport);
    const login = loginFile(env);
    const text = login === undefined ? undefined : await (0,promises_.readFile)(login, 'utf8').catch(() => undefined);
    if (login !== undefined && text !== undefined)
        return fromText(text, login, 'the gcloud login', transport);
    const machine = await findMetadataServer(env, transport);
    if (machine !== undefined)
        return machine;
    throw new errors/* ActionError */.lZ('gcp-credentials-missing', `There are no Application Default Credentials: GOOGLE_APPLICATION_CREDENTIALS is not set, there is no ${login ?? 'gcloud login'}, and no metadata server answers.`);
}
async function fromFile(path, variable, transport) {
    try {
        return await fromText(await (0,promises_.readFile)(path, 'utf8'), path, variable, transport);
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.lZ)
            throw error;
        const { code } = error;
        const why = code === 'ENOENT' ? 'which is not there' : `which cannot be read (${code})`;
        throw new errors/* ActionError */.lZ('gcp-credentials-missing', `${variable} names ${path}, ${why}.`);
    }
}
async function fromText(text, path, found, transport) {
    const parsed = (0,google_credentials/* parseGoogleCredentials */.n)(text);
    if (!parsed.ok)
        throw new errors/* ActionError */.lZ('gcp-credentials-missing', `${found} (${path}): ${parsed.expected}.`);
    for (const secret of parsed.secrets)
        transport.mask(secret);
    const strategy = await (0,key_file.fromKeyFile)(parsed.file, transport);
    return { ...strategy, who: async () => `${await strategy.who()}, from ${found} (${path})` };
}
function loginFile(env) {
    const folder = env.CLOUDSDK_CONFIG ||
        (process.platform === 'win32'
            ? env.APPDATA && (0,external_node_path_.join)(env.APPDATA, 'gcloud')
            : env.HOME && (0,external_node_path_.join)(env.HOME, '.config', 'gcloud'));
    return folder ? (0,external_node_path_.join)(folder, 'application_default_credentials.json') : undefined;
}


/***/ }),

/***/ 6613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fromKeyFile: () => (/* binding */ fromKeyFile)
/* harmony export */ });
async function fromKeyFile(file, transport) {
    return { ...(await byType(file, transport)), universe: async () => file.universe_domain };
}
async function byType(file, transport) {
    switch (file.type) {
        case 'service_account':
            await transport.idle;
            return (await Promise.all(/* import() */[__webpack_require__.e(60), __webpack_require__.e(133)]).then(__webpack_require__.bind(__webpack_require__, 6354))).serviceAccountKey(file, transport);
        case 'authorized_user':
            return (await Promise.all(/* import() */[__webpack_require__.e(121), __webpack_require__.e(807), __webpack_require__.e(742)]).then(__webpack_require__.bind(__webpack_require__, 3742))).userLogin(file, transport);
        case 'external_account':
            return (await Promise.all(/* import() */[__webpack_require__.e(121), __webpack_require__.e(960), __webpack_require__.e(323), __webpack_require__.e(382)]).then(__webpack_require__.bind(__webpack_require__, 4382))).externalAccount(file, transport);
        case 'impersonated_service_account':
            return (await Promise.all(/* import() */[__webpack_require__.e(121), __webpack_require__.e(960), __webpack_require__.e(323), __webpack_require__.e(807), __webpack_require__.e(60), __webpack_require__.e(69)]).then(__webpack_require__.bind(__webpack_require__, 1069))).impersonation(file, transport);
    }
}


/***/ })

};
