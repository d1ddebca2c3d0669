export const id = 57;
export const ids = [57];
export const modules = {

/***/ 6057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  installClaude: () => (/* binding */ installClaude)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./node_modules/@actions/tool-cache/lib/tool-cache.js + 2 modules
var tool_cache = __webpack_require__(9805);
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 1 modules
var lib = __webpack_require__(4942);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
;// CONCATENATED MODULE: ./build/claude/registry.js


const deadlineMs = 300_000;
const silentMs = 30_000;
const waitsMs = [500, 2_000, 5_000];
class Registry {
    #config;
    #client = new lib/* HttpClient */.Qq('claude-provider-action', [], {
        socketTimeout: silentMs,
        allowRetries: false,
        keepAlive: false,
    });
    #until = Date.now() + deadlineMs;
    constructor(config) {
        this.#config = config;
    }
    async release(name, version) {
        const url = `${this.#config.registry}/${name.replace('/', '%2f')}/${version}`;
        const body = await this.#tried(url, async (response) => response.readBody());
        const { version: exact, dist } = parse(body, url);
        if (exact === undefined || dist?.tarball === undefined || !dist.integrity?.startsWith('sha512-'))
            throw installError(`${url}: the answer names no tarball with a sha512 integrity`);
        return { version: exact, url: dist.tarball, integrity: dist.integrity };
    }
    tarballUrl(name, version) {
        return `${this.#config.registry}/${name}/-/${name.split('/')[1]}-${version}.tgz`;
    }
    async download(url, take) {
        await this.#tried(url, (response) => take(response.message));
    }
    async #tried(url, take) {
        for (let attempt = 0;; attempt++) {
            try {
                return await this.#once(url, take);
            }
            catch (error) {
                const wait = waitsMs[attempt];
                if (error instanceof errors/* ActionError */.lZ || wait === undefined || Date.now() + wait > this.#until)
                    throw error instanceof errors/* ActionError */.lZ ? error : installError(this.#told(url, error), error);
                await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random())));
            }
        }
    }
    async #once(url, take) {
        const authorization = this.#config.authorization(url);
        const response = await this.#client.get(url, authorization === undefined ? {} : { authorization });
        const status = response.message.statusCode ?? 0;
        if (status === 200)
            return take(response);
        response.message.resume();
        const failed = new Error(`status ${status}`);
        if (status === 429 || status >= 500)
            throw failed;
        throw installError(this.#told(url, failed));
    }
    #told(url, error) {
        const proxy = (0,lib/* getProxyUrl */.s_)(url).replace(/\/\/[^/@]*@/, '//***@');
        return `${url}${proxy === '' ? '' : ` through the proxy ${proxy}`}: ${error.message}`;
    }
}
function parse(body, url) {
    try {
        return JSON.parse(body);
    }
    catch {
        throw installError(`${url}: the answer is not JSON`);
    }
}
function installError(message, cause) {
    return cause instanceof errors/* ActionError */.lZ ? cause : new errors/* ActionError */.lZ('claude-install', message, { cause });
}

// EXTERNAL MODULE: ./build/claude/release.js
var release = __webpack_require__(9806);
;// CONCATENATED MODULE: ./build/claude/install.js










const tool = 'claude-code';
const hashFile = 'claude.sha256';
async function installClaude(wanted, installing) {
    const platform = platformName();
    const exact = /^\d/.test(wanted);
    if (exact) {
        const cached = await fromCache(wanted, platform);
        if (cached !== undefined)
            return cached;
    }
    const registry = new Registry(installing.npm);
    const name = `@anthropic-ai/claude-code-${platform}`;
    let release;
    try {
        release = await releaseOf(registry, name, wanted, platform);
    }
    catch (error) {
        const newest = exact ? undefined : await newestCached(platform);
        if (newest === undefined)
            throw error;
        installing.say(`The registry could not be asked for \`${wanted}\`: ${error.message}`);
        return newest;
    }
    return ((exact ? undefined : await fromCache(release.version, platform)) ??
        (await download(registry, name, platform, release, installing)));
}
async function releaseOf(registry, name, wanted, platform) {
    const pinned = wanted === release/* pinnedVersion */.V ? release/* pinnedPackages */.O[platform] : undefined;
    if (pinned === undefined)
        return registry.release(name, wanted);
    return { version: wanted, url: registry.tarballUrl(name, wanted), integrity: pinned.integrity };
}
async function download(registry, name, platform, release, { temp, say }) {
    const started = Date.now();
    const { version, url, integrity } = release;
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(temp, 'claude-install-'));
    try {
        say(`Installing ${name}@${version} from ${new URL(url).host}`);
        const archive = (0,external_node_path_.join)(folder, 'package.tgz');
        await registry.download(url, async (body) => {
            const actual = await save(body, archive);
            if (actual !== integrity)
                throw installError(`${url} is not what it should be: its integrity is ${actual}, expected was ${integrity}`);
        });
        const unpacked = await (0,tool_cache/* extractTar */.nN)(archive, (0,external_node_path_.join)(folder, 'package'), ['xz', '--strip-components=1']);
        const sha256 = await sha256Of((0,external_node_path_.join)(unpacked, binaryName()));
        await (0,promises_.writeFile)((0,external_node_path_.join)(unpacked, hashFile), sha256);
        const kept = await (0,tool_cache/* cacheDir */.e8)(unpacked, tool, version, platform);
        const how = `version ${version}, installed in ${((Date.now() - started) / 1000).toFixed(1)} s`;
        return { binary: (0,external_node_path_.join)(kept, binaryName()), how, verified: Promise.resolve() };
    }
    catch (error) {
        throw installError(`${url}: ${error.message}`, error);
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
async function save(body, file) {
    const hash = (0,external_node_crypto_.createHash)('sha512');
    const tap = new external_node_stream_.Transform({
        transform(chunk, _encoding, next) {
            hash.update(chunk);
            next(null, chunk);
        },
    });
    await (0,external_node_stream_promises_.pipeline)(body, tap, (0,external_node_fs_.createWriteStream)(file), { signal: AbortSignal.timeout(300_000) });
    return `sha512-${hash.digest('base64')}`;
}
async function newestCached(platform) {
    const newest = (0,tool_cache/* findAllVersions */.iq)(tool, platform)
        .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
        .at(-1);
    return newest === undefined ? undefined : fromCache(newest, platform);
}
async function fromCache(version, platform) {
    const folder = (0,tool_cache/* find */.I6)(tool, version, platform);
    if (folder === '')
        return undefined;
    const binary = (0,external_node_path_.join)(folder, binaryName());
    const verified = checkCached(binary, (0,external_node_path_.join)(folder, hashFile), version === release/* pinnedVersion */.V ? release/* pinnedPackages */.O[platform]?.sha256 : undefined);
    verified.catch(() => { });
    return { binary, how: `version ${version} from the tool cache`, verified };
}
async function checkCached(binary, file, pinned) {
    const expected = pinned ?? (await (0,promises_.readFile)(file, 'utf8')).trim();
    const actual = await sha256Of(binary);
    if (actual !== expected)
        throw installError(`${binary} is not what was installed: its sha256 is ${actual}, expected was ${expected}; remove its folder from the tool cache`);
}
async function sha256Of(file) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file, { highWaterMark: 1 << 20 }), hash);
    return hash.digest('hex');
}
function binaryName() {
    return (0,external_node_os_.platform)() === 'win32' ? 'claude.exe' : 'claude';
}
function platformName() {
    const name = `${(0,external_node_os_.platform)()}-${(0,external_node_os_.arch)()}`;
    Object.assign(process.report, { excludeNetwork: true });
    const report = process.report.getReport();
    const musl = (0,external_node_os_.platform)() === 'linux' && report.header?.glibcVersionRuntime === undefined;
    const full = musl ? `${name}-musl` : name;
    if (release/* pinnedPackages */.O[full] === undefined)
        throw installError(`there is no Claude Code CLI for ${full}; give \`claude-path\``);
    return full;
}


/***/ })

};
