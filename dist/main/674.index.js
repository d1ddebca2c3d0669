export const id = 674;
export const ids = [674];
export const modules = {

/***/ 8674:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BedrockUpstream: () => (/* binding */ BedrockUpstream)
/* harmony export */ });
/* harmony import */ var _smithy_core_checksum__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9542);
/* harmony import */ var _smithy_signature_v4__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5118);
/* harmony import */ var _resolve_base_url_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3662);
/* harmony import */ var _upstream_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2228);




const served = /^\/model\/(?!(?:\.|%2[eE]){1,2}\/)[^/?#]+\/(invoke|invoke-with-response-stream|count-tokens)$/;
const freshMs = 60_000;
const skewMs = 300_000;
class BedrockUpstream {
    #plan;
    #proof;
    #current;
    #aheadMs = 0;
    constructor(plan, proof) {
        this.#plan = plan;
        this.#proof = proof;
    }
    route({ method, target }) {
        if (method === 'GET' && /^\/inference-profiles(\?|$)/.test(target))
            return { kind: 'answer', status: 200, body: '{"inferenceProfileSummaries":[]}' };
        return method === 'POST' && served.test(target) ? { kind: 'forward' } : { kind: 'refuse' };
    }
    needsBody() {
        return true;
    }
    async prepare(request, body) {
        const { endpoint } = this.#plan;
        const path = (0,_resolve_base_url_js__WEBPACK_IMPORTED_MODULE_0__/* .pathPrefix */ .YA)(endpoint) + request.target;
        const headers = (0,_upstream_js__WEBPACK_IMPORTED_MODULE_1__/* .forwardedHeaders */ .T2)(request.rawHeaders, ownHeaders(request));
        if (this.#proof.kind === 'bearer') {
            headers.push('authorization', `Bearer ${(await this.#proof.credential.get()).reveal()}`);
            return { url: endpoint, path, headers, credentials: undefined };
        }
        const credentials = await this.#proof.credential.get();
        if (this.#current?.credentials !== credentials)
            this.#current = { credentials, since: Date.now() };
        const signed = await this.#sign(request, path, body ?? Buffer.alloc(0), credentials);
        for (const [name, value] of Object.entries(signed))
            headers.push(name, value);
        return { url: endpoint, path, headers, credentials };
    }
    async #sign(request, path, body, credentials) {
        const { endpoint, region } = this.#plan;
        const signer = new _smithy_signature_v4__WEBPACK_IMPORTED_MODULE_2__.SignatureV4({
            service: 'bedrock',
            region,
            credentials,
            sha256: _smithy_core_checksum__WEBPACK_IMPORTED_MODULE_3__.Sha256Node,
            applyChecksum: false,
        });
        const contentType = request.headers['content-type'];
        const headers = { host: endpoint.host, ...(contentType === undefined ? {} : { 'content-type': contentType }) };
        const signed = await signer.sign({
            method: request.method,
            protocol: endpoint.protocol,
            hostname: endpoint.hostname,
            path,
            query: {},
            headers,
            body,
        }, { signingDate: new Date(Date.now() + this.#aheadMs) });
        const { host: _, 'content-type': __, ...added } = signed.headers;
        return added;
    }
    async again({ status, headers }, { credentials }, attempt) {
        if (this.#proof.kind !== 'aws' || credentials === undefined || attempt > 1)
            return false;
        const type = String(headers['x-amzn-errortype'] ?? '');
        const expired = /ExpiredToken/i.test(type);
        if (status !== 403 && !expired)
            return false;
        if (/InvalidSignature|RequestExpired/i.test(type) && this.#correctClock(headers.date))
            return true;
        const fresh = this.#current?.credentials === credentials && Date.now() - this.#current.since < freshMs;
        if (/AccessDenied/i.test(type) && fresh)
            return false;
        return this.#proof.credential.rejected(credentials);
    }
    #correctClock(date) {
        const ahead = Date.parse(date ?? '') - Date.now();
        if (!(Math.abs(ahead - this.#aheadMs) > skewMs))
            return false;
        this.#aheadMs = ahead;
        return true;
    }
    shown(status) {
        return status === 403 ? 401 : status;
    }
}
function ownHeaders({ headers }) {
    return Object.keys(headers).filter((name) => name.startsWith('x-amz-'));
}


/***/ })

};
