export const id = 940;
export const ids = [940];
export const modules = {

/***/ 7940:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findActiveParts: () => (/* binding */ findActiveParts)
/* harmony export */ });
/* harmony import */ var mdast_util_from_markdown__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6855);
/* harmony import */ var mdast_util_gfm__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8054);
/* harmony import */ var micromark_extension_gfm__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2297);
/* harmony import */ var unist_util_visit__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3617);




/** Where a text, read as GitHub reads it, holds HTML and pictures. In the order they stand in. */
function findActiveParts(text) {
    const tree = (0,mdast_util_from_markdown__WEBPACK_IMPORTED_MODULE_0__/* .fromMarkdown */ .Y)(text, { extensions: [(0,micromark_extension_gfm__WEBPACK_IMPORTED_MODULE_1__/* .gfm */ .T)()], mdastExtensions: [(0,mdast_util_gfm__WEBPACK_IMPORTED_MODULE_2__/* .gfmFromMarkdown */ .C)()] });
    const parts = [];
    (0,unist_util_visit__WEBPACK_IMPORTED_MODULE_3__/* .visit */ .YR)(tree, (node) => {
        const kind = node.type === 'html' ? 'html' : node.type === 'image' || node.type === 'imageReference' ? 'image' : undefined;
        const start = node.position?.start.offset;
        const end = node.position?.end.offset;
        if (kind !== undefined && start !== undefined && end !== undefined)
            parts.push({ start, end, kind });
    });
    return parts;
}


/***/ })

};
