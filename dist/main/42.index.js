export const id = 42;
export const ids = [42];
export const modules = {

/***/ 3258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ surroundings)
/* harmony export */ });
function surroundings(env) {
    const kept = {};
    for (const [name, value] of Object.entries(env))
        if (value !== undefined && !own.test(name))
            kept[name] = value;
    return kept;
}
const own = /^(INPUT_.*|STATE_.*|ACTIONS_(RUNTIME|RESULTS|CACHE)_.*|GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY))$/i;


/***/ }),

/***/ 3042:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  setup: () => (/* binding */ setup)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/gateway/handover.js
var handover = __webpack_require__(6462);
// EXTERNAL MODULE: ./build/action/environment.js
var environment = __webpack_require__(8466);
// EXTERNAL MODULE: ./build/action/state.js
var state = __webpack_require__(862);
;// CONCATENATED MODULE: ./build/action/later-steps.js






const later_steps_state = 'setup';
async function exportForLaterSteps(runner, { variables, old, gateway, path }) {
    const toolkit = await runner.open();
    const left = { ...gateway, old: {} };
    for (const [name, value] of Object.entries({ ...variables, [environment/* marker */.xL]: gateway.url })) {
        if (value === (old[name] ?? ''))
            continue;
        toolkit.exportVariable(name, value);
        left.old[name] = isSecret(name) ? '' : (old[name] ?? '');
    }
    if (path !== undefined)
        toolkit.addPath(path);
    toolkit.saveState(later_steps_state, (0,state/* seal */.o)(old, later_steps_state, JSON.stringify(left)));
}
async function undoExports({ env }) {
    const kept = unseal(env, later_steps_state);
    if (kept.kind === 'none')
        return;
    const toolkit = await loadToolkit();
    const left = kept.kind === 'sealed' ? parse(kept.value) : undefined;
    if (left === undefined) {
        toolkit.warning('What mode `setup` kept for the end of the job is not what it wrote. No variable is put back; its gateway ends with the job.');
        return;
    }
    for (const [name, value] of Object.entries(left.old))
        if (isOurs(name))
            toolkit.exportVariable(name, value);
    try {
        const { requests, costUsd } = await endGateway(left);
        const cost = costUsd === undefined ? '' : ` for $${costUsd.toFixed(4)}`;
        toolkit.info(`The gateway has ended after ${requests} requests${cost}.`);
    }
    catch (error) {
        toolkit.warning(`The gateway that mode \`setup\` started had ended before the job did (${error.message}). Steps behind that moment could not reach the provider.`);
    }
}
async function endGateway({ url, control }) {
    const agents = openAgents({});
    try {
        const headers = { authorization: `Bearer ${control}`, 'content-length': '0' };
        const { status, text } = await ask(new URL(endPath, url), headers, agents, AbortSignal.timeout(5_000), '');
        if (status !== 200)
            throw new Error(`status ${status}`);
        const { requests, costUsd } = JSON.parse(text);
        if (typeof requests !== 'number')
            throw new Error('something else answers there');
        return { requests, costUsd: typeof costUsd === 'number' ? costUsd : undefined };
    }
    catch (error) {
        throw error instanceof SyntaxError ? new Error('something else answers there') : error;
    }
    finally {
        agents.close();
    }
}
function parse(held) {
    try {
        const left = JSON.parse(held);
        const own = /^http:\/\/127\.0\.0\.1:\d+$/.test(left.url) && typeof left.control === 'string';
        return own && Object.values(left.old).every((value) => typeof value === 'string') ? left : undefined;
    }
    catch {
        return undefined;
    }
}
function isOurs(name) {
    const aws = /^AWS_(REGION|DEFAULT_REGION|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/;
    return (name === marker ||
        name === 'CLOUD_ML_REGION' ||
        /^(ANTHROPIC_|CLAUDE_CODE_)/.test(name) ||
        /^(https?|all|no)_proxy$/i.test(name) ||
        aws.test(name));
}
function isSecret(name) {
    return /KEY|TOKEN|HEADERS/.test(name);
}

// EXTERNAL MODULE: ./build/claude/environment.js
var claude_environment = __webpack_require__(8898);
// EXTERNAL MODULE: ./build/claude/locate.js
var locate = __webpack_require__(9357);
// EXTERNAL MODULE: ./build/network/agents.js
var network_agents = __webpack_require__(3271);
// EXTERNAL MODULE: ./build/token.js
var token = __webpack_require__(2253);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
// EXTERNAL MODULE: ./build/credentials/google/surroundings.js
var surroundings = __webpack_require__(3258);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/interrupt.js
var interrupt = __webpack_require__(9343);
// EXTERNAL MODULE: ./build/secret.js
var secret = __webpack_require__(5714);
;// CONCATENATED MODULE: ./build/modes/detached.js








const readyMs = 150_000;
function surroundingsFor(provider, env) {
    const { credential } = provider.provider === 'vertex' ? provider : {};
    const leadsOn = credential?.kind === 'ambient' ||
        (credential?.kind === 'json' && /"credential_source"/.test(credential.credentials.reveal()));
    return new Map(Object.entries(leadsOn ? (0,surroundings/* surroundings */.i)(env) : {}).map(([name, value]) => [name, new secret/* Secret */.z(value)]));
}
async function startDetached(plan, control, { environment: { env, proxyEnv }, runner, stop }) {
    const entry = (0,external_node_path_.join)((0,external_node_path_.dirname)(process.argv[1] ?? ''), '..', 'gateway', 'index.js');
    const kept = ['RUNNER_TRACKING_ID', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'SystemRoot', 'PATH'];
    const child = (0,external_node_child_process_.spawn)(process.execPath, [entry], {
        env: Object.fromEntries(kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
        detached: true,
        stdio: ['pipe', 'pipe', 'ignore'],
        windowsHide: true,
    });
    const failed = new Promise((_resolve, reject) => {
        child.once('error', reject);
        setTimeout(() => reject(new Error(`no answer within ${readyMs / 1000} s`)), readyMs).unref();
        stop.addEventListener('abort', () => reject(new interrupt/* Interrupted */.j('the step has to end')), { once: true });
    });
    try {
        child.stdin.on('error', () => { });
        child.stdin.end((0,handover/* pack */.qq)({
            provider: plan.provider,
            proxyEnv,
            control,
            surroundings: surroundingsFor(plan.provider, env),
            exportAws: plan.exportAws,
        }));
        const ready = JSON.parse(await Promise.race([(0,consumers_.text)(child.stdout), failed]));
        for (const secret of ready.masks)
            runner.mask(secret);
        for (const line of ready.said)
            runner.info(line);
        if (ready.kind === 'failed')
            throw new errors/* ActionError */.lZ(ready.code, ready.message);
        runner.mask(ready.token);
        child.unref();
        return { ready, child };
    }
    catch (error) {
        child.kill('SIGKILL');
        if (error instanceof errors/* ActionError */.lZ || error instanceof interrupt/* Interrupted */.j)
            throw error;
        throw new errors/* ActionError */.lZ('internal', `The gateway did not start: ${error.message}`, { cause: error });
    }
}

// EXTERNAL MODULE: ./build/modes/key.js
var key = __webpack_require__(5520);
;// CONCATENATED MODULE: ./build/modes/setup.js








async function setup(asked, means) {
    const { runner, locating, stop } = means;
    const plan = await settled(asked, means);
    const control = (0,token/* mintToken */.W$)();
    runner.mask(control);
    const starting = startDetached(plan, control, means);
    const end = () => void starting.then(({ child }) => child.kill('SIGKILL')).catch(() => { });
    stop.addEventListener('abort', end);
    try {
        const [claude, { ready }] = await Promise.all([(0,locate/* locateClaude */.x)(plan.cli, locating), starting]);
        await claude.verified;
        await announce(plan, claude, ready, control, means);
    }
    catch (error) {
        end();
        throw error;
    }
    finally {
        stop.removeEventListener('abort', end);
    }
}
async function settled(plan, means) {
    const held = (0,key/* storedKeyOf */.KM)(plan.provider);
    if (held === undefined)
        return plan;
    const { provider, stored } = held;
    const agents = (0,network_agents/* openAgents */.J)(means.environment.proxyEnv);
    try {
        await (await (0,key/* keySource */.JC)(plan, means, agents))?.(provider.key).get();
    }
    finally {
        agents.close();
    }
    const version = stored.rotation === 'off' ? undefined : means.report.rotation.version;
    return {
        ...plan,
        provider: { ...provider, key: { kind: 'stored', stored: { ...stored, rotation: 'off', version } } },
    };
}
async function announce(plan, claude, gateway, control, { environment: { env }, runner }) {
    const { url, token, aws } = gateway;
    const { AWS_REGION: region, ...pinned } = (0,claude_environment/* pinnedVariables */.A)(plan, { kind: 'gateway', url, token }, env);
    const exported = aws === undefined
        ? {}
        : {
            AWS_REGION: region ?? '',
            AWS_DEFAULT_REGION: region ?? '',
            AWS_ACCESS_KEY_ID: aws.accessKeyId,
            AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
            AWS_SESSION_TOKEN: aws.sessionToken ?? '',
        };
    const folder = (0,external_node_path_.dirname)(claude.binary);
    const onPath = (env.PATH ?? '').split(external_node_path_.delimiter).includes(folder);
    await exportForLaterSteps(runner, {
        variables: { ...pinned, ...exported, ANTHROPIC_MODEL: plan.model.id },
        old: env,
        gateway: { url: gateway.url, control },
        path: onPath ? undefined : folder,
    });
    runner.info(`claude: ${claude.binary} (${claude.how})`);
    if (!/^claude(\.exe)?$/.test((0,external_node_path_.basename)(claude.binary)))
        runner.warning(`The CLI is called ${(0,external_node_path_.basename)(claude.binary)}, not claude: later steps have to use that name.`);
    runner.info('sandbox: none for later steps: it is they who start `claude`');
    runner.info(`Steps that follow can run \`claude --print\`: it goes through the gateway at ${gateway.url}, which ends with the job.`);
}


/***/ })

};
