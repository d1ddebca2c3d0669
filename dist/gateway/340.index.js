export const id = 340;
export const ids = [340];
export const modules = {

/***/ 3146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d6: () => (/* binding */ secretError),
/* harmony export */   orNone: () => (/* binding */ orNone)
/* harmony export */ });
/* unused harmony exports NoSuchVersion, LabelsMoved */
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


/***/ }),

/***/ 9340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  SecretStore: () => (/* binding */ SecretStore)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-secrets-manager/dist-cjs/index.js
var dist_cjs = __webpack_require__(2994);
// EXTERNAL MODULE: ./node_modules/@smithy/node-http-handler/dist-cjs/index.js
var node_http_handler_dist_cjs = __webpack_require__(1279);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/secret.js
var secret = __webpack_require__(5714);
// EXTERNAL MODULE: ./build/credentials/aws/denied.js
var denied = __webpack_require__(172);
// EXTERNAL MODULE: ./build/credentials/retry.js
var retry = __webpack_require__(4199);
// EXTERNAL MODULE: ./build/credentials/secrets-manager/denied.js
var secrets_manager_denied = __webpack_require__(3146);
;// CONCATENATED MODULE: ./build/credentials/secrets-manager/value.js

function keyIn(text, field, secret) {
    const missing = (why) => new errors/* ActionError */.lZ('secret-field-missing', `The secret ${secret} ${why}`);
    const json = parse(text);
    if (json === undefined) {
        if (/^\s*[{[]/.test(text))
            throw missing('looks like JSON and is none.');
        return checked(text.trim(), missing);
    }
    const value = Object.hasOwn(json, field) ? json[field] : nested(json, field.split('.'));
    if (value === undefined)
        throw missing(`has no field \`${field}\`; it has ${Object.keys(json)
            .map((name) => `\`${name}\``)
            .join(', ') || 'none'}.`);
    if (typeof value !== 'string')
        throw missing(`has no text in \`${field}\`.`);
    return checked(value.trim(), missing);
}
function checked(key, missing) {
    if (key === '')
        throw missing('is empty where the key should be.');
    if (/[^\x21-\x7e]/.test(key))
        throw missing('holds a space, a line break or another character that no key has.');
    return key;
}
function parse(text) {
    try {
        const json = JSON.parse(text);
        return typeof json === 'object' && json !== null && !Array.isArray(json)
            ? json
            : undefined;
    }
    catch {
        return undefined;
    }
}
function nested(json, path) {
    let value = json;
    for (const name of path) {
        if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
            return undefined;
        value = value[name];
    }
    return value;
}

;// CONCATENATED MODULE: ./build/credentials/secrets-manager/store.js








const overallMs = 45_000;
const tryMs = 10_000;
class SecretStore {
    #plan;
    #means;
    #credential;
    #handler;
    constructor(plan, credential, means) {
        this.#plan = plan;
        this.#credential = credential;
        this.#means = means;
        this.#handler = new node_http_handler_dist_cjs.NodeHttpHandler({
            httpAgent: means.agents.http,
            httpsAgent: means.agents.https,
            connectionTimeout: 5_000,
        });
    }
    async labels() {
        const answer = await this.#ask('DescribeSecret', (client, abortSignal) => client.send(new dist_cjs/* DescribeSecretCommand */.X5({ SecretId: this.#plan.id }), { abortSignal }));
        const versions = {};
        for (const [id, labels] of Object.entries(answer.VersionIdsToStages ?? {}))
            for (const label of labels)
                versions[label] = id;
        return { versions, owned: answer.RotationEnabled === true };
    }
    async read(stage, id) {
        const { SecretString, SecretBinary, VersionId } = await this.#ask('GetSecretValue', (client, abortSignal) => client.send(new dist_cjs/* GetSecretValueCommand */.d2({
            SecretId: this.#plan.id,
            VersionStage: stage,
            ...(id === undefined ? {} : { VersionId: id }),
        }), { abortSignal }));
        if (SecretString === undefined || VersionId === undefined)
            throw new errors/* ActionError */.lZ('secret-field-missing', SecretBinary === undefined
                ? `The secret ${this.#plan.id} is empty.`
                : `The secret ${this.#plan.id} is binary; an API key is text: store it as a string (\`--secret-string\`).`);
        const key = keyIn(SecretString, this.#plan.field, this.#plan.id);
        this.#means.mask(key);
        return { id: VersionId, key: new secret/* Secret */.z(key) };
    }
    async move(stage, from, to) {
        await this.#ask('UpdateSecretVersionStage', (client, abortSignal) => client.send(new dist_cjs/* UpdateSecretVersionStageCommand */.be({
            SecretId: this.#plan.id,
            VersionStage: stage,
            RemoveFromVersionId: from,
            ...(to === undefined ? {} : { MoveToVersionId: to }),
        }), { abortSignal }));
    }
    async #ask(action, send) {
        const { region, id } = this.#plan;
        try {
            return await (0,retry/* retry */.L)(async (signal) => {
                const credentials = await this.#credential.get();
                const client = new dist_cjs/* SecretsManagerClient */._H({
                    region,
                    credentials,
                    maxAttempts: 1,
                    requestHandler: this.#handler,
                });
                return send(client, signal).catch(async (error) => {
                    if (/^ExpiredToken/.test(error.name))
                        await this.#credential.rejected(credentials);
                    throw error;
                });
            }, { passes: denied/* passesAtAws */.i, overallMs, tryMs, stop: this.#means.stop });
        }
        catch (error) {
            throw (0,secrets_manager_denied/* secretError */.d6)(error, action, id, region);
        }
    }
}


/***/ })

};
