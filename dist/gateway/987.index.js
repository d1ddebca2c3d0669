export const id = 987;
export const ids = [987];
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

/***/ 4987:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   workloadIdentity: () => (/* binding */ workloadIdentity)
/* harmony export */ });
/* harmony import */ var google_auth_library_build_src_auth_identitypoolclient_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9960);
/* harmony import */ var _resolve_google_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9985);
/* harmony import */ var _library_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7478);
/* harmony import */ var _strategy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1952);




function workloadIdentity(plan, subject, transport) {
    const { provider, serviceAccount, universe } = plan;
    const tokenUrl = `https://sts.${universe}/v1/token`;
    let shown;
    const client = (0,_library_js__WEBPACK_IMPORTED_MODULE_2__/* .exchangeThrough */ .P7)(new google_auth_library_build_src_auth_identitypoolclient_js__WEBPACK_IMPORTED_MODULE_0__.IdentityPoolClient({
        ...transport.forLibrary,
        ..._library_js__WEBPACK_IMPORTED_MODULE_2__/* .alwaysAnew */ .Fn,
        audience: `//iam.googleapis.com/${provider}`,
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        token_url: tokenUrl,
        universe_domain: universe,
        ...(serviceAccount === undefined
            ? {}
            : {
                service_account_impersonation_url: `https://iamcredentials.${universe}/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`,
            }),
        subject_token_supplier: {
            getSubjectToken: async () => {
                shown = undefined;
                shown = await subject.get();
                transport.begin();
                return shown.token.reveal();
            },
        },
    }), tokenUrl, transport);
    return {
        fetch: () => (0,_library_js__WEBPACK_IMPORTED_MODULE_2__/* .fetchThrough */ .sL)(client),
        who: async () => {
            const claimed = typeof shown?.claims.sub === 'string' ? `for ${shown.claims.sub} ` : '';
            const as = serviceAccount === undefined ? '' : `, as ${serviceAccount}`;
            return `GitHub's OIDC token ${claimed}through ${provider}${as}`;
        },
        member: async () => (0,_strategy_js__WEBPACK_IMPORTED_MODULE_3__/* .membersOf */ .l)({ serviceAccount, provider, claims: shown?.claims })[0],
        project: async () => (0,_resolve_google_names_js__WEBPACK_IMPORTED_MODULE_1__/* .projectOf */ .v8)(serviceAccount),
        context: () => ({ credential: "the job's identity", claims: shown?.claims, provider, serviceAccount }),
    };
}


/***/ })

};
