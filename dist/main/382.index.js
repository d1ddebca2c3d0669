export const id = 382;
export const ids = [382];
export const modules = {

/***/ 4382:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  externalAccount: () => (/* binding */ externalAccount),
  openExternalAccount: () => (/* binding */ openExternalAccount)
});

// EXTERNAL MODULE: ./node_modules/google-auth-library/build/src/auth/externalclient.js
var externalclient = __webpack_require__(8323);
// EXTERNAL MODULE: ./node_modules/google-auth-library/build/src/auth/pluggable-auth-client.js
var pluggable_auth_client = __webpack_require__(6077);
// EXTERNAL MODULE: ./build/resolve/google-names.js
var google_names = __webpack_require__(9985);
// EXTERNAL MODULE: ./build/credentials/github-oidc.js
var github_oidc = __webpack_require__(1766);
// EXTERNAL MODULE: ./build/credentials/google/library.js
var library = __webpack_require__(7478);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./node_modules/google-auth-library/build/src/auth/executable-response.js
var executable_response = __webpack_require__(3247);
// EXTERNAL MODULE: ./build/credentials/google/surroundings.js
var surroundings = __webpack_require__(3258);
;// CONCATENATED MODULE: ./build/credentials/google/program.js




function runHere(client, { stop }) {
    const { handler } = client;
    const [program = '', ...args] = handler.commandComponents;
    handler.retrieveResponseFromExecutable = async (variables) => {
        const env = { ...(0,surroundings/* surroundings */.i)(process.env), ...Object.fromEntries(variables) };
        const options = { env, signal: stop, timeout: handler.timeoutMillis, windowsHide: true };
        const { stdout } = await (0,external_node_util_.promisify)(external_node_child_process_.execFile)(program, args, options).catch((error) => {
            throw new Error(`${program} ${ended(error, handler.timeoutMillis)}`);
        });
        return new executable_response.ExecutableResponse(JSON.parse(stdout));
    };
}
function ended({ code, killed, signal, stdout, stderr, message }, timeoutMs) {
    if (killed && signal)
        return `did not answer within ${timeoutMs / 1000} s`;
    const said = stderr?.trim() || stdout?.trim() || 'it does not say why';
    if (typeof code === 'number')
        return `ended with ${code}: ${said.replace(tokenLike, '***')}`;
    return signal ? `was ended by ${signal}` : `cannot be run: ${message}`;
}
const tokenLike = /(?=[^\s"']*[A-Z0-9])[\w+/=.~%-]{24,}/g;

// EXTERNAL MODULE: ./build/credentials/google/strategy.js
var strategy = __webpack_require__(1952);
;// CONCATENATED MODULE: ./build/credentials/google/external-account.js







function externalAccount(file, transport) {
    const { client, context } = openExternalAccount(file, transport);
    const serviceAccount = client.getServiceAccountEmail() ?? undefined;
    const as = serviceAccount === undefined ? '' : `, as ${serviceAccount}`;
    return {
        fetch: () => (0,library/* fetchThrough */.sL)(client),
        who: async () => `an external account through ${context().provider}${as}`,
        member: async () => (0,strategy/* membersOf */.l)({ serviceAccount, ...context() })[0],
        project: async () => (0,google_names/* projectOf */.v8)(serviceAccount) ?? file.quota_project_id,
        context: () => ({ credential: 'the external account', serviceAccount, ...context() }),
    };
}
function openExternalAccount(file, transport, renewal = library/* alwaysAnew */.Fn) {
    const { client_id: clientId, client_secret: clientSecret = '' } = file;
    const client = externalclient/* ExternalAccountClient */.y.fromJSON({ ...file, ...transport.forLibrary, ...renewal });
    if (client === null)
        throw new Error('it is no external account');
    const clientAuthentication = { confidentialClientType: 'basic', clientId: clientId ?? '', clientSecret };
    (0,library/* exchangeThrough */.P7)(client, file.token_url, transport, clientId === undefined ? {} : { clientAuthentication });
    if (client instanceof pluggable_auth_client.PluggableAuthClient)
        runHere(client, transport);
    let claims;
    const retrieve = client.retrieveSubjectToken.bind(client);
    const retrieveSubjectToken = async () => {
        claims = undefined;
        const shown = await retrieve().catch((error) => {
            throw withoutToken(error);
        });
        transport.mask(shown);
        claims = (0,github_oidc/* claimsOf */.d)(shown);
        transport.begin();
        return shown;
    };
    return {
        client: Object.assign(client, { retrieveSubjectToken }),
        context: () => ({ provider: file.audience.replace(/^\/\/[^/]+\//, ''), claims }),
    };
}
function withoutToken(error) {
    if (error instanceof SyntaxError)
        return new Error('what holds the token to show is not the JSON that it should be');
    const [, told] = /^(.*invalid response): /.exec(error instanceof Error ? error.message : '') ?? [];
    return told === undefined ? error : new Error(told);
}


/***/ }),

/***/ 7478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fn: () => (/* binding */ alwaysAnew),
/* harmony export */   P7: () => (/* binding */ exchangeThrough),
/* harmony export */   sL: () => (/* binding */ fetchThrough)
/* harmony export */ });
/* harmony import */ var google_auth_library_build_src_auth_stscredentials_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(121);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5714);


const alwaysAnew = { eagerRefreshThresholdMillis: Number.MAX_SAFE_INTEGER };
const shortMs = 10 * 60_000;
async function fetchThrough(client) {
    const { token } = await client.getAccessToken();
    if (!token)
        throw new Error('Google answered without an access token');
    return {
        token: new _secret_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .z(token),
        expiresAt: client.credentials.expiry_date ?? Date.now() + shortMs,
        quotaProject: client.quotaProjectId,
    };
}
function exchangeThrough(client, tokenExchangeEndpoint, transport, authentication = {}) {
    const { transporter } = transport.forLibrary;
    return Object.assign(client, {
        stsCredential: new google_auth_library_build_src_auth_stscredentials_js__WEBPACK_IMPORTED_MODULE_0__.StsCredentials({ tokenExchangeEndpoint, transporter, ...authentication }),
    });
}


/***/ }),

/***/ 3258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ surroundings)
/* harmony export */ });
function surroundings(env) {
    const kept = {};
    for (const [name, value] of Object.entries(env))
        if (value !== undefined && !own.test(name))
            kept[name] = value;
    return kept;
}
const own = /^(INPUT_.*|STATE_.*|ACTIONS_(RUNTIME|RESULTS|CACHE)_.*|GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY))$/i;


/***/ })

};
