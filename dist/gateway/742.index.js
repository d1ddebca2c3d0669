export const id = 742;
export const ids = [742];
export const modules = {

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

/***/ 3742:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   userClient: () => (/* binding */ userClient),
/* harmony export */   userLogin: () => (/* binding */ userLogin)
/* harmony export */ });
/* harmony import */ var google_auth_library_build_src_auth_refreshclient_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9807);
/* harmony import */ var _library_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7478);


function userLogin(file, transport) {
    const client = userClient(file, transport);
    return {
        fetch: () => (0,_library_js__WEBPACK_IMPORTED_MODULE_1__/* .fetchThrough */ .sL)(client),
        who: async () => "a user's login",
        member: async () => undefined,
        project: async () => file.quota_project_id,
        context: () => ({ credential: "the user's login" }),
    };
}
function userClient(file, transport, renewal = _library_js__WEBPACK_IMPORTED_MODULE_1__/* .alwaysAnew */ .Fn) {
    const client = new google_auth_library_build_src_auth_refreshclient_js__WEBPACK_IMPORTED_MODULE_0__/* .UserRefreshClient */ .yD({ ...transport.forLibrary, ...renewal });
    client.fromJSON(file);
    return client;
}


/***/ })

};
