export const id = 146;
export const ids = [146];
export const modules = {

/***/ 4199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry),
/* harmony export */   z: () => (/* binding */ OutOfPatience)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _network_failures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57);


class OutOfPatience extends Error {
    tries;
    constructor(tries, overallMs, last) {
        const often = tries === 1 ? '1 try' : `${tries} tries`;
        super(`no answer within ${Math.round(overallMs / 1000)} s (${often}; the last: ${(0,_network_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .words */ .a)(last)})`, { cause: last });
        this.tries = tries;
    }
}
const firstMs = 200;
const longestMs = 5_000;
async function retry(attempt, { passes, afterMs = () => 0, overallMs, tryMs, stop }) {
    const end = Date.now() + overallMs;
    for (let tries = 1;; tries++) {
        const ms = Math.max(1, Math.min(tryMs, end - Date.now()));
        try {
            return await attempt(AbortSignal.any([stop, AbortSignal.timeout(ms)]));
        }
        catch (error) {
            if (stop.aborted || !passes(error))
                throw error;
            const wait = Math.max(afterMs(error), Math.random() * Math.min(longestMs, firstMs * 2 ** (tries - 1)));
            if (Date.now() + wait >= end)
                throw new OutOfPatience(tries, overallMs, error);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(wait, undefined, { signal: stop });
        }
    }
}


/***/ }),

/***/ 3146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d6: () => (/* binding */ secretError),
/* harmony export */   orNone: () => (/* binding */ orNone),
/* harmony export */   rh: () => (/* binding */ LabelsMoved)
/* harmony export */ });
/* unused harmony export NoSuchVersion */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _network_failures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4199);



class NoSuchVersion extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
}
function orNone(reading) {
    return reading.catch((error) => {
        if (error instanceof NoSuchVersion)
            return undefined;
        throw error;
    });
}
class LabelsMoved extends Error {
}
function secretError(error, action, secret, region) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ)
        return error;
    const last = (error instanceof _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .OutOfPatience */ .z ? error.cause : error);
    const said = (0,_network_failures_js__WEBPACK_IMPORTED_MODULE_2__/* .words */ .a)(last);
    const fail = (code, ...lines) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(code, [`${action} on ${secret} in ${region}: ${said}`, ...lines].join('\n'), { cause: error });
    if (last.$metadata?.httpStatusCode === undefined || error instanceof _retry_js__WEBPACK_IMPORTED_MODULE_1__/* .OutOfPatience */ .z)
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('aws-unreachable', `Secrets Manager in ${region} could not be asked (${action}): ${(0,_network_failures_js__WEBPACK_IMPORTED_MODULE_2__/* .words */ .a)(error)}`, {
            cause: error,
        });
    switch (last.name) {
        case 'ResourceNotFoundException':
        case 'InvalidRequestException':
            if (/staging label|version ?(stage|id)/i.test(said))
                return new NoSuchVersion('secret-not-found', `${secret} in ${region} has no such version: ${said}`);
            if (last.name === 'InvalidRequestException')
                return fail('secret-not-found', 'A secret that is marked for deletion cannot be read.');
            return fail('secret-not-found', 'A name is looked up in the account of the credentials; for another account give the whole ARN.');
        case 'InvalidParameterException':
            if (action === 'UpdateSecretVersionStage')
                return new LabelsMoved(said);
            return fail('secret-not-found');
        case 'DecryptionFailure':
            return fail('secret-access-denied', kms);
        case 'AccessDeniedException':
            return fail('secret-access-denied', /kms/i.test(said)
                ? kms
                : `The identity named above needs \`secretsmanager:${action}\` on the secret, in its own policy, and for a secret of another account in the secret's resource policy as well.`);
    }
    if (/UnrecognizedClient|InvalidSignature|ExpiredToken|InvalidClientTokenId/.test(last.name))
        return fail('aws-credentials-missing', 'The AWS credentials that it was asked with are not good.');
    return fail('secret-access-denied');
}
const kms = "The identity needs `kms:Decrypt` on the KMS key that the secret is encrypted with, in the key's policy or its own.";


/***/ })

};
