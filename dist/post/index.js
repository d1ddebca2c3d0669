import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./build/action/environment.js


function readEnvironment(env = process.env) {
    const proxy = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy'];
    return {
        env: { ...env },
        workspace: (0,external_node_path_namespaceObject.resolve)(env.GITHUB_WORKSPACE || process.cwd()),
        temp: (0,external_node_path_namespaceObject.resolve)(env.RUNNER_TEMP || (0,external_node_os_namespaceObject.tmpdir)()),
        proxyEnv: Object.fromEntries(proxy.flatMap((name) => (env[name] ? [[name, env[name]]] : []))),
    };
}
/** The step's environment as the strongest of the layers that can say something. */
function environmentLayer(env) {
    return { kind: 'env', name: 'env', keys: {}, env };
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: ./build/action/run-folder.js



const prefix = 'claude-run-';
const state = 'run-folder';
function createRunFolder({ temp }, runner) {
    const folder = mkdtempSync(join(temp, prefix));
    runner.saveState(state, folder);
    const settingsFile = join(folder, 'settings.json');
    return {
        settingsFile,
        executionFile: join(temp, `claude-execution-${randomBytes(6).toString('hex')}.jsonl`),
        writeSettings: (settings) => writeFileSync(settingsFile, JSON.stringify(settings), { mode: 0o600 }),
        remove: () => rmSync(folder, { recursive: true, force: true }),
    };
}
/** For `post`: takes away what a killed run left behind. State can be forged, so only a folder of ours in its place goes. */
function removeLeftRunFolder({ temp, env }) {
    const folder = env[`STATE_${state}`] ?? '';
    if ((0,external_node_path_namespaceObject.dirname)(folder) === temp && (0,external_node_path_namespaceObject.basename)(folder).startsWith(prefix))
        (0,external_node_fs_namespaceObject.rmSync)(folder, { recursive: true, force: true });
}

;// CONCATENATED MODULE: ./build/post.js


// A step that was killed could not clean up after itself; one that ended has, and then there is nothing to do.
removeLeftRunFolder(readEnvironment());

