export const id = 613;
export const ids = [613];
export const modules = {

/***/ 6613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fromKeyFile: () => (/* binding */ fromKeyFile)
/* harmony export */ });
async function fromKeyFile(file, transport) {
    return { ...(await byType(file, transport)), universe: async () => file.universe_domain };
}
async function byType(file, transport) {
    switch (file.type) {
        case 'service_account':
            await transport.idle;
            return (await Promise.all(/* import() */[__webpack_require__.e(60), __webpack_require__.e(133)]).then(__webpack_require__.bind(__webpack_require__, 6354))).serviceAccountKey(file, transport);
        case 'authorized_user':
            return (await Promise.all(/* import() */[__webpack_require__.e(121), __webpack_require__.e(807), __webpack_require__.e(742)]).then(__webpack_require__.bind(__webpack_require__, 3742))).userLogin(file, transport);
        case 'external_account':
            return (await Promise.all(/* import() */[__webpack_require__.e(121), __webpack_require__.e(960), __webpack_require__.e(323), __webpack_require__.e(470)]).then(__webpack_require__.bind(__webpack_require__, 7470))).externalAccount(file, transport);
        case 'impersonated_service_account':
            return (await Promise.all(/* import() */[__webpack_require__.e(121), __webpack_require__.e(960), __webpack_require__.e(323), __webpack_require__.e(807), __webpack_require__.e(60), __webpack_require__.e(69)]).then(__webpack_require__.bind(__webpack_require__, 1069))).impersonation(file, transport);
    }
}


/***/ })

};
