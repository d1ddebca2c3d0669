export const id = 16;
export const ids = [16];
export const modules = {

/***/ 1016:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   installClaude: () => (/* binding */ installClaude)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6760);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6466);
/* harmony import */ var _actions_http_client__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4942);
/* harmony import */ var _actions_tool_cache__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9805);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9473);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9806);










const tool = 'claude-code';
/**
 * Takes the CLI out of the tool cache, or out of npm's package for this platform: the binary itself, without npm and
 * without an install script, checked against the integrity pinned here, or for another version the registry's.
 */
async function installClaude(version, registry, say) {
    const platform = platformName();
    const binary = (0,node_os__WEBPACK_IMPORTED_MODULE_3__.platform)() === 'win32' ? 'claude.exe' : 'claude';
    const cached = (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_7__/* .find */ .I6)(tool, version, platform);
    if (cached !== '')
        return { binary: (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(cached, binary), how: `version ${version} from the tool cache` };
    const started = Date.now();
    const name = `@anthropic-ai/claude-code-${platform}`;
    const { url, integrity } = await release(name, version, platform, registry);
    let archive;
    try {
        say(`Installing ${name}@${version} from ${new URL(url).host}`);
        archive = await (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_7__/* .downloadTool */ .bq)(url);
        await checkIntegrity(archive, integrity, url);
        const folder = await (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_7__/* .extractTar */ .nN)(archive, undefined, ['xz', '--strip-components=1']);
        const kept = await (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_7__/* .cacheDir */ .e8)(folder, tool, version, platform);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(folder, { recursive: true, force: true });
        return {
            binary: (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(kept, binary),
            how: `version ${version}, installed in ${((Date.now() - started) / 1000).toFixed(1)} s`,
        };
    }
    catch (error) {
        throw installError(`${url}: ${error.message}`, error);
    }
    finally {
        if (archive !== undefined)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(archive, { force: true });
    }
}
async function release(name, version, platform, registry) {
    const base = registry.replace(/\/+$/, '');
    const pinned = version === _release_js__WEBPACK_IMPORTED_MODULE_9__/* .pinnedVersion */ .V ? _release_js__WEBPACK_IMPORTED_MODULE_9__/* .pinnedIntegrity */ .c[platform] : undefined;
    if (pinned !== undefined)
        return { url: `${base}/${name}/-/${name.split('/')[1]}-${version}.tgz`, integrity: pinned };
    const about = `${base}/${name.replace('/', '%2f')}/${version}`;
    try {
        const client = new _actions_http_client__WEBPACK_IMPORTED_MODULE_6__/* .HttpClient */ .Qq('claude-provider-action', [], {
            allowRetries: true,
            maxRetries: 3,
            socketTimeout: 30_000,
        });
        const { result } = await client.getJson(about);
        const { tarball, integrity } = result?.dist ?? {};
        if (tarball !== undefined && integrity?.startsWith('sha512-'))
            return { url: tarball, integrity };
    }
    catch (error) {
        throw installError(`${about}: ${error.message}`, error);
    }
    throw installError(`${about}: the registry knows no version ${version} with a sha512 integrity for this platform`);
}
async function checkIntegrity(file, expected, url) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha512');
    await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_5__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(file), hash);
    const actual = `sha512-${hash.digest('base64')}`;
    if (actual !== expected)
        throw installError(`${url} is not what it should be: its integrity is ${actual}, expected was ${expected}`);
}
/** As npm names the platform packages; musl is told from glibc by what Node itself was linked with. */
function platformName() {
    const platform = (0,node_os__WEBPACK_IMPORTED_MODULE_3__.platform)();
    const name = `${platform}-${(0,node_os__WEBPACK_IMPORTED_MODULE_3__.arch)()}`;
    const report = process.report?.getReport();
    const musl = platform === 'linux' && report?.header?.glibcVersionRuntime === undefined;
    const full = musl ? `${name}-musl` : name;
    if (_release_js__WEBPACK_IMPORTED_MODULE_9__/* .pinnedIntegrity */ .c[full] === undefined)
        throw installError(`there is no Claude Code CLI for ${full}; give \`claude-path\``);
    return full;
}
function installError(message, cause) {
    return cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_8__/* .ActionError */ .lZ ? cause : new _errors_js__WEBPACK_IMPORTED_MODULE_8__/* .ActionError */ .lZ('claude-install', message, { cause });
}


/***/ })

};
