export const id = 439;
export const ids = [439];
export const modules = {

/***/ 7820:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   startContainerCredentials: () => (/* binding */ startContainerCredentials)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _token_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2253);


const keptMs = 120_000;
async function startContainerCredentials(credential, mask) {
    const token = (0,_token_js__WEBPACK_IMPORTED_MODULE_1__/* .mintToken */ .W$)();
    mask(token);
    const server = process.getBuiltinModule('node:http').createServer(async (request, response) => {
        if (!(0,_token_js__WEBPACK_IMPORTED_MODULE_1__/* .sameToken */ .kf)(request.headers.authorization, token))
            return void response.writeHead(401).end();
        try {
            const { accessKeyId, secretAccessKey, sessionToken } = await credential.get();
            const body = {
                AccessKeyId: accessKeyId,
                SecretAccessKey: secretAccessKey,
                Token: sessionToken ?? '',
                Expiration: new Date(Date.now() + keptMs + sdkAheadMs).toISOString(),
            };
            response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
        }
        catch (error) {
            response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ message: String(error) }));
        }
    });
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address();
    return {
        variables: {
            AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/credentials`,
            AWS_CONTAINER_AUTHORIZATION_TOKEN: token,
            AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '',
            AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '',
            AWS_WEB_IDENTITY_TOKEN_FILE: '',
            AWS_ROLE_ARN: '',
            AWS_ACCESS_KEY_ID: '',
            AWS_SECRET_ACCESS_KEY: '',
            AWS_SESSION_TOKEN: '',
            AWS_BEARER_TOKEN_BEDROCK: '',
            AWS_PROFILE: '',
            AWS_CONFIG_FILE: node_os__WEBPACK_IMPORTED_MODULE_0__.devNull,
            AWS_SHARED_CREDENTIALS_FILE: node_os__WEBPACK_IMPORTED_MODULE_0__.devNull,
        },
        close: () => {
            server.close();
            server.closeAllConnections();
        },
    };
}
const sdkAheadMs = 300_000;


/***/ })

};
