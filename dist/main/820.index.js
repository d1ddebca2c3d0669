export const id = 820;
export const ids = [820];
export const modules = {

/***/ 6820:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   startTokenExchange: () => (/* binding */ startTokenExchange)
/* harmony export */ });
/* harmony import */ var _token_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2253);

const libraryAheadMs = 300_000;
const keptMs = 120_000;
async function startTokenExchange(credential, mask) {
    const token = (0,_token_js__WEBPACK_IMPORTED_MODULE_0__/* .mintToken */ .W$)();
    mask(token);
    const server = process.getBuiltinModule('node:http').createServer(async (request, response) => {
        const answer = (status, body) => {
            response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
        };
        if (request.method === 'GET') {
            const shown = request.headers['x-run-token'];
            if (!(0,_token_js__WEBPACK_IMPORTED_MODULE_0__/* .sameToken */ .kf)(typeof shown === 'string' ? shown : undefined, token))
                return answer(401, {});
            return answer(200, { value: token });
        }
        const form = await read(request);
        if (!(0,_token_js__WEBPACK_IMPORTED_MODULE_0__/* .sameToken */ .kf)(new URLSearchParams(form).get('subject_token') ?? undefined, token))
            return answer(401, { error: 'invalid_grant', error_description: "This is not this run's token." });
        try {
            const { token: access, expiresAt } = await credential.get();
            const keep = Math.max(0, Math.min(keptMs, expiresAt - Date.now() - 10_000));
            answer(200, {
                access_token: access.reveal(),
                issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
                token_type: 'Bearer',
                expires_in: Math.round((libraryAheadMs + keep) / 1000),
            });
        }
        catch (error) {
            answer(400, { error: 'invalid_request', error_description: error.message });
        }
    });
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
    });
    const url = `http://127.0.0.1:${server.address().port}`;
    return {
        file: {
            type: 'external_account',
            audience: '//iam.googleapis.com/projects/0/locations/global/workloadIdentityPools/run/providers/run',
            subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
            token_url: `${url}/v1/token`,
            credential_source: {
                url,
                headers: { 'X-Run-Token': token },
                format: { type: 'json', subject_token_field_name: 'value' },
            },
        },
        close: () => {
            server.close();
            server.closeAllConnections();
        },
    };
}
async function read(request) {
    let form = '';
    try {
        for await (const chunk of request)
            if (form.length < 1 << 16)
                form += chunk;
    }
    catch {
        return '';
    }
    return form;
}


/***/ })

};
