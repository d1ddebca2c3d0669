export const id = 15;
export const ids = [15];
export const modules = {

/***/ 2015:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AwsSdk: () => (/* binding */ AwsSdk)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_sts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1695);
/* harmony import */ var _aws_sdk_credential_provider_node__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5861);
/* harmony import */ var _smithy_node_http_handler__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1279);



class AwsSdk {
    #region;
    #handler;
    constructor(region, agents) {
        this.#region = region;
        this.#handler = new _smithy_node_http_handler__WEBPACK_IMPORTED_MODULE_0__.NodeHttpHandler({
            httpAgent: agents.http,
            httpsAgent: agents.https,
            connectionTimeout: 5_000,
        });
    }
    #client(credentials) {
        return new _aws_sdk_client_sts__WEBPACK_IMPORTED_MODULE_1__/* .STSClient */ .iM({
            region: this.#region,
            maxAttempts: 1,
            requestHandler: this.#handler,
            ...(credentials === undefined ? {} : { credentials }),
        });
    }
    async assumeRoleWithWebIdentity({ role, sessionName, seconds }, token, abortSignal) {
        const command = new _aws_sdk_client_sts__WEBPACK_IMPORTED_MODULE_1__/* .AssumeRoleWithWebIdentityCommand */ .WH({
            RoleArn: role,
            RoleSessionName: sessionName,
            DurationSeconds: seconds,
            WebIdentityToken: token.reveal(),
        });
        const answer = await this.#client().send(command, { abortSignal });
        return sessionOf(answer.Credentials, answer.AssumedRoleUser?.Arn ?? role);
    }
    async assumeRole({ role, sessionName, seconds }, externalId, credentials, abortSignal) {
        const command = new _aws_sdk_client_sts__WEBPACK_IMPORTED_MODULE_1__/* .AssumeRoleCommand */ .QL({
            RoleArn: role,
            RoleSessionName: sessionName,
            DurationSeconds: seconds,
            ...(externalId === undefined ? {} : { ExternalId: externalId.reveal() }),
        });
        const answer = await this.#client(credentials).send(command, { abortSignal });
        return sessionOf(answer.Credentials, answer.AssumedRoleUser?.Arn ?? role);
    }
    async callerIdentity(credentials, abortSignal) {
        const { Arn } = await this.#client(credentials).send(new _aws_sdk_client_sts__WEBPACK_IMPORTED_MODULE_1__/* .GetCallerIdentityCommand */ .zI({}), { abortSignal });
        return Arn ?? 'nobody';
    }
    async ambient() {
        const requestHandler = this.#handler;
        const provider = (0,_aws_sdk_credential_provider_node__WEBPACK_IMPORTED_MODULE_2__.defaultProvider)({
            clientConfig: { requestHandler },
            parentClientConfig: { requestHandler, region: this.#region },
            timeout: 2_000,
            maxRetries: 2,
            ...{ ignoreCache: true },
        });
        const { accessKeyId, secretAccessKey, sessionToken, expiration, ...rest } = await provider();
        return {
            value: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
            endsAt: timeOf(expiration),
            how: howFound(rest.$source),
        };
    }
}
function sessionOf(held, arn) {
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = held ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken)
        throw new Error('STS answered without credentials');
    return {
        value: {
            arn,
            credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
        },
        endsAt: timeOf(Expiration),
    };
}
function timeOf(date) {
    const time = date?.getTime();
    return Number.isNaN(time) ? undefined : time;
}
const ways = [
    [/^CREDENTIALS_ENV_VARS$/, 'the environment'],
    [/STS_WEB_ID_TOKEN/, 'a web identity token (IRSA)'],
    [/SSO/, 'an SSO login'],
    [/LOGIN/, 'a console login'],
    [/^CREDENTIALS_(PROFILE_)?PROCESS/, 'a credential process'],
    [/^CREDENTIALS_PROFILE/, 'a profile'],
    [/^CREDENTIALS_HTTP/, "the container's endpoint"],
];
function howFound(source) {
    const names = Object.keys(source ?? {});
    if (names.length === 0)
        return "the instance's role";
    return ways.find(([name]) => names.some((held) => name.test(held)))?.[1] ?? 'the default chain';
}


/***/ })

};
