export const id = 987;
export const ids = [987];
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
/* harmony import */ var _github_oidc_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1766);
/* harmony import */ var _library_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7478);




function workloadIdentity(plan, transport, means) {
    const { provider, serviceAccount, universe } = plan;
    const tokenUrl = `https://sts.${universe}/v1/token`;
    const subject = (0,_github_oidc_js__WEBPACK_IMPORTED_MODULE_2__/* .subjectToken */ .e)(plan.request, plan.audience, means);
    let shown;
    subject.get().catch(() => { });
    const client = (0,_library_js__WEBPACK_IMPORTED_MODULE_3__/* .exchangeThrough */ .P7)(new google_auth_library_build_src_auth_identitypoolclient_js__WEBPACK_IMPORTED_MODULE_0__.IdentityPoolClient({
        ...transport.forLibrary,
        ..._library_js__WEBPACK_IMPORTED_MODULE_3__/* .alwaysAnew */ .Fn,
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
        fetch: () => (0,_library_js__WEBPACK_IMPORTED_MODULE_3__/* .fetchThrough */ .sL)(client),
        who: async () => {
            const claimed = typeof shown?.claims.sub === 'string' ? `for ${shown.claims.sub} ` : '';
            const as = serviceAccount === undefined ? '' : `, as ${serviceAccount}`;
            return `GitHub's OIDC token ${claimed}through ${provider}${as}`;
        },
        project: async () => (0,_resolve_google_names_js__WEBPACK_IMPORTED_MODULE_1__/* .projectOf */ .v8)(serviceAccount),
        context: () => ({ credential: "the job's identity", claims: shown?.claims, provider, serviceAccount }),
    };
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
