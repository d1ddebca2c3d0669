export const id = 941;
export const ids = [941];
export const modules = {

/***/ 9941:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  AwsSdk: () => (/* binding */ AwsSdk)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-sts/dist-cjs/index.js
var dist_cjs = __webpack_require__(1695);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/credential-provider-node/dist-cjs/index.js
var credential_provider_node_dist_cjs = __webpack_require__(5861);
// EXTERNAL MODULE: ./node_modules/@smithy/node-http-handler/dist-cjs/index.js
var node_http_handler_dist_cjs = __webpack_require__(1279);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/config/index.js
var config = __webpack_require__(7291);
;// CONCATENATED MODULE: ./build/credentials/aws/profile-files.js



const known = new Map();
async function lookAtProfiles(env) {
    for (const path of [pathOf(env.AWS_CONFIG_FILE, 'config'), pathOf(env.AWS_SHARED_CREDENTIALS_FILE, 'credentials')]) {
        const text = await (0,promises_.readFile)(path, 'utf8').catch(() => '');
        const programs = programsIn(text);
        const first = known.get(path);
        if (first === undefined)
            known.set(path, new Set(programs));
        else if (programs.some((program) => !first.has(program)))
            throw new Error(`${path} names a program that it did not name when the step began, which is not run`);
        config.externalDataInterceptor.interceptFile(path, text);
    }
}
function pathOf(given, name) {
    if (!given)
        return (0,external_node_path_.join)((0,config.getHomeDir)(), '.aws', name);
    return given.startsWith('~/') ? (0,external_node_path_.join)((0,config.getHomeDir)(), given.slice(2)) : given;
}
function programsIn(text) {
    return [...text.matchAll(/^[^\n=]*credential_process\s*=(.*)$/gm)].map(([, program = '']) => program.trim());
}

;// CONCATENATED MODULE: ./build/credentials/aws/sdk.js




class AwsSdk {
    #region;
    #handler;
    constructor(region, agents) {
        this.#region = region;
        this.#handler = new node_http_handler_dist_cjs.NodeHttpHandler({
            httpAgent: agents.http,
            httpsAgent: agents.https,
            connectionTimeout: 5_000,
        });
    }
    #client(credentials) {
        return new dist_cjs/* STSClient */.iM({
            region: this.#region,
            maxAttempts: 1,
            requestHandler: this.#handler,
            ...(credentials === undefined ? {} : { credentials }),
        });
    }
    async assumeRoleWithWebIdentity({ role, sessionName, seconds }, token, abortSignal) {
        const command = new dist_cjs/* AssumeRoleWithWebIdentityCommand */.WH({
            RoleArn: role,
            RoleSessionName: sessionName,
            DurationSeconds: seconds,
            WebIdentityToken: token.reveal(),
        });
        const answer = await this.#client().send(command, { abortSignal });
        return sessionOf(answer.Credentials, answer.AssumedRoleUser?.Arn ?? role);
    }
    async assumeRole({ role, sessionName, seconds }, externalId, credentials, abortSignal) {
        const command = new dist_cjs/* AssumeRoleCommand */.QL({
            RoleArn: role,
            RoleSessionName: sessionName,
            DurationSeconds: seconds,
            ...(externalId === undefined ? {} : { ExternalId: externalId.reveal() }),
        });
        const answer = await this.#client(credentials).send(command, { abortSignal });
        return sessionOf(answer.Credentials, answer.AssumedRoleUser?.Arn ?? role);
    }
    async callerIdentity(credentials, abortSignal) {
        const { Arn } = await this.#client(credentials).send(new dist_cjs/* GetCallerIdentityCommand */.zI({}), { abortSignal });
        return Arn ?? 'nobody';
    }
    async ambient() {
        const requestHandler = this.#handler;
        await lookAtProfiles(process.env);
        const provider = (0,credential_provider_node_dist_cjs.defaultProvider)({
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
