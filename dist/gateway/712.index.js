export const id = 712;
export const ids = [712];
export const modules = {

/***/ 2712:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VertexUpstream: () => (/* binding */ VertexUpstream)
/* harmony export */ });
/* harmony import */ var _resolve_base_url_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3662);
/* harmony import */ var _upstream_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2228);


const served = /^\/v1\/projects\/[^/?#]+\/locations\/[^/?#]+(\/publishers\/anthropic\/models\/(?:[\w.@-]|%40)+:(streamRawPredict|rawPredict))$/;
class VertexUpstream {
    #plan;
    #credential;
    constructor(plan, credential) {
        this.#plan = plan;
        this.#credential = credential;
    }
    route({ method, target }) {
        return method === 'POST' && served.test(target) ? { kind: 'forward' } : { kind: 'refuse' };
    }
    needsBody() {
        return true;
    }
    async prepare(request) {
        const { endpoint, region } = this.#plan;
        const access = await this.#credential.get();
        const model = served.exec(request.target)[1];
        const path = `${(0,_resolve_base_url_js__WEBPACK_IMPORTED_MODULE_0__/* .pathPrefix */ .YA)(endpoint)}/v1/projects/${access.project}/locations/${region}${model}`;
        const headers = (0,_upstream_js__WEBPACK_IMPORTED_MODULE_1__/* .forwardedHeaders */ .T2)(request.rawHeaders, ownHeaders);
        headers.push('authorization', `Bearer ${access.token.reveal()}`);
        if (access.quotaProject !== undefined)
            headers.push('x-goog-user-project', access.quotaProject);
        return { url: endpoint, path, headers, access };
    }
    async again({ status }, { access }, attempt) {
        return status === 401 && attempt === 1 && this.#credential.rejected(access);
    }
    shown(status) {
        return status === 401 ? 403 : status;
    }
}
const ownHeaders = ['x-goog-user-project', 'x-goog-api-key'];


/***/ })

};
