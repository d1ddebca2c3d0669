export const id = 992;
export const ids = [992];
export const modules = {

/***/ 1992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   externalAccount: () => (/* binding */ externalAccount),
/* harmony export */   externalClient: () => (/* binding */ externalClient)
/* harmony export */ });
/* harmony import */ var google_auth_library_build_src_auth_externalclient_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8323);
/* harmony import */ var _resolve_google_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9985);
/* harmony import */ var _library_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7478);



function externalAccount(file, transport) {
    const client = externalClient(file, transport);
    const provider = file.audience.replace(/^\/\/[^/]+\//, '');
    const serviceAccount = client.getServiceAccountEmail() ?? undefined;
    return {
        fetch: () => (0,_library_js__WEBPACK_IMPORTED_MODULE_2__/* .fetchThrough */ .sL)(client),
        who: async () => `an external account through ${provider}${serviceAccount ? `, as ${serviceAccount}` : ''}`,
        project: async () => (0,_resolve_google_names_js__WEBPACK_IMPORTED_MODULE_1__/* .projectOf */ .v8)(serviceAccount) ?? file.quota_project_id,
        context: () => ({ credential: 'the external account', provider, serviceAccount }),
    };
}
function externalClient(file, transport, renewal = _library_js__WEBPACK_IMPORTED_MODULE_2__/* .alwaysAnew */ .Fn) {
    const { client_id: clientId, client_secret: clientSecret = '' } = file;
    const client = google_auth_library_build_src_auth_externalclient_js__WEBPACK_IMPORTED_MODULE_0__/* .ExternalAccountClient */ .y.fromJSON({ ...file, ...transport.forLibrary, ...renewal });
    if (client === null)
        throw new Error('it is no external account');
    const clientAuthentication = { confidentialClientType: 'basic', clientId: clientId ?? '', clientSecret };
    return (0,_library_js__WEBPACK_IMPORTED_MODULE_2__/* .exchangeThrough */ .P7)(client, file.token_url, transport, clientId === undefined ? {} : { clientAuthentication });
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


/***/ })

};
