export const id = 300;
export const ids = [300];
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

/***/ 8300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  asAnthropic: () => (/* binding */ asAnthropic),
  openCompatible: () => (/* binding */ openCompatible)
});

// EXTERNAL MODULE: ./build/credentials/retry.js
var retry = __webpack_require__(4199);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/network/failures.js
var failures = __webpack_require__(57);
// EXTERNAL MODULE: ./build/gateway/upstreams/anthropic.js
var anthropic = __webpack_require__(4380);
// EXTERNAL MODULE: ./build/gateway/upstreams/key-proof.js
var key_proof = __webpack_require__(2372);
// EXTERNAL MODULE: ./build/network/ask.js
var ask = __webpack_require__(7008);
;// CONCATENATED MODULE: ./build/gateway/openai/dialect.js
const commonDialect = {
    maxTokensName: 'max_tokens',
    mostTokens: undefined,
    includeUsage: true,
    systemRole: 'system',
    systemInConversation: 'user',
    reasoningContent: false,
    effort: false,
    images: true,
    files: true,
    alternating: false,
    without: new Set(),
};

;// CONCATENATED MODULE: ./build/gateway/openai/json.js
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function listOf(value) {
    return Array.isArray(value) ? value : [];
}
function textOf(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}

;// CONCATENATED MODULE: ./build/gateway/openai/models.js

function translateModels(list) {
    const data = listOf(isObject(list) ? (list.data ?? list.models) : list).flatMap((model) => translateModel(model) ?? []);
    return { data, has_more: false, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null };
}
function translateModel(model) {
    const held = isObject(model) ? model : { id: model };
    const id = textOf(held.id) ?? textOf(held.name);
    if (id === undefined)
        return undefined;
    const { created, max_model_len, context_length } = held;
    return {
        type: 'model',
        id,
        display_name: id,
        created_at: dateOf(created),
        max_input_tokens: [max_model_len, context_length].find((tokens) => typeof tokens === 'number') ?? null,
    };
}
function dateOf(seconds) {
    const date = new Date(typeof seconds === 'number' ? seconds * 1000 : 0);
    return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}

// EXTERNAL MODULE: ./build/gateway/body.js
var body = __webpack_require__(8041);
// EXTERNAL MODULE: ./build/gateway/leaving.js
var leaving = __webpack_require__(2901);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/gateway/openai/answer.js


function mintId(prefix) {
    return `${prefix}_01${(0,external_node_crypto_.randomBytes)(11).toString('hex')}`;
}
function callIds(request) {
    const ids = new Set();
    for (const message of listOf(isObject(request) ? request.messages : undefined)) {
        if (!isObject(message) || message.role !== 'assistant')
            continue;
        for (const block of listOf(message.content))
            if (isObject(block) && block.type === 'tool_use' && typeof block.id === 'string')
                ids.add(block.id);
    }
    return ids;
}
class IdGiver {
    #taken;
    #mint;
    constructor({ takenIds, mint = mintId }) {
        this.#taken = new Set(takenIds);
        this.#mint = mint;
    }
    give(serverId) {
        const id = serverId === undefined || this.#taken.has(serverId) ? this.#mint('toolu') : serverId;
        this.#taken.add(id);
        return id;
    }
}
function saidIn(held, say) {
    const reasoning = textOf(held.reasoning_content) ?? textOf(held.reasoning);
    if (reasoning !== undefined)
        say('thinking', reasoning);
    const { content } = held;
    if (typeof content === 'string') {
        if (content !== '')
            say('text', content);
    }
    else if (Array.isArray(content)) {
        for (const part of content)
            sayPart(part, say);
    }
    const refusal = textOf(held.refusal);
    if (refusal !== undefined)
        say('text', refusal);
}
function sayPart(part, say) {
    if (typeof part === 'string') {
        if (part !== '')
            say('text', part);
        return;
    }
    if (!isObject(part))
        return;
    if (part.type === 'thinking' || part.type === 'reasoning') {
        const thinking = part.thinking ?? part.reasoning ?? part.text;
        for (const inner of Array.isArray(thinking) ? thinking : [thinking]) {
            const text = textOf(isObject(inner) ? inner.text : inner);
            if (text !== undefined)
                say('thinking', text);
        }
        return;
    }
    const text = textOf(part.text) ?? textOf(part.refusal);
    if (text !== undefined)
        say('text', text);
}
function refuses(held) {
    return (textOf(held.refusal) !== undefined ||
        listOf(held.content).some((part) => isObject(part) && part.type === 'refusal' && textOf(part.refusal) !== undefined));
}

;// CONCATENATED MODULE: ./build/gateway/openai/count-tokens.js

const bytesOfToken = 3.6;
const bytesOfPicture = 1_500 * bytesOfToken;
const bytesOfDocument = 5_000 * bytesOfToken;
function countTokens(request) {
    if (!isObject(request))
        return 0;
    const bytes = bytesOf(request.system) + bytesOf(request.tools) + bytesOf(request.messages);
    return Math.ceil(bytes / bytesOfToken);
}
function bytesOf(held) {
    if (typeof held === 'string')
        return Buffer.byteLength(held) + 2;
    if (Array.isArray(held))
        return held.reduce((bytes, item) => bytes + bytesOf(item), 2);
    if (!isObject(held))
        return held === undefined ? 0 : 4;
    if (isObject(held.source) && held.source.type === 'base64')
        return held.type === 'image' ? bytesOfPicture : bytesOfDocument;
    let bytes = 2;
    for (const key in held)
        bytes += key.length + 4 + bytesOf(held[key]);
    return bytes;
}

;// CONCATENATED MODULE: ./build/gateway/openai/limits.js
const shortestAnswer = 1_024;
const context = [/context (?:length|size|window|limit)\D{0,24}(\d+)/i, /`max_new_tokens` must be <= (\d+)/i];
const limits_prompt = [
    /resulted in (\d+) tokens/i,
    /(\d+) (?:tokens )?(?:in|of|from) (?:the |your )?(?:messages|prompt|input|text)/i,
    /(\d+) `?inputs?`? tokens/i,
    /(?:request|input|prompt) \((\d+) tokens/i,
];
const answer = [
    /at most (\d+) (?:completion|output) tokens/i,
    /range of max_tokens is \[\d+, ?(\d+)\]/i,
    /max_tokens: \d+ > (\d+)/i,
    /max_(?:completion_|output_|new_)?tokens\b.{0,60}?(?:less than|<=|≤|greater than|larger than|exceed\w*|limit of|up to|maximum of)\D{0,24}(\d+)/i,
];
function limitIn(message) {
    const text = message.replace(/(?<=\d),(?=\d{3})/g, '');
    const whole = first(context, text);
    const tokens = first(limits_prompt, text);
    if (whole === undefined || tokens === undefined) {
        const most = first(answer, text);
        return most === undefined ? undefined : { kind: 'answer', most };
    }
    if (tokens > whole)
        return { kind: 'prompt', tokens, most: whole };
    if (whole - tokens >= shortestAnswer)
        return { kind: 'rest', most: whole - tokens };
    return { kind: 'prompt', tokens: tokens + shortestAnswer, most: whole };
}
const overflowCodes = /context_length_exceeded|exceed_context_size/i;
const overflowWords = /(?:exceed\w*|longer than|larger than|over|fit\w* (?:in|into)) (?:the |this |its |your )?(?:model'?s? )?(?:available |maximum |max )?context\b|prompt is too long/i;
function overflows(message, code) {
    return overflowCodes.test(code ?? '') || overflowWords.test(message);
}
function first(patterns, text) {
    for (const pattern of patterns) {
        const found = pattern.exec(text)?.[1];
        if (found !== undefined)
            return Number(found);
    }
    return undefined;
}

// EXTERNAL MODULE: ./build/gateway/provider-error.js
var provider_error = __webpack_require__(7375);
;// CONCATENATED MODULE: ./build/gateway/openai/problem.js


const words = [
    [/rate_?limit|too_?many|insufficient_quota|throttl|^(requests|tokens)$/i, 429],
    [/overload|unavailable|capacity/i, 529],
    [/authenticat|invalid_?api_?key|unauthori/i, 401],
    [/permission|forbidden/i, 403],
    [/not_?found/i, 404],
    [/context_length|invalid_?request|bad_?request|unprocessable|validation/i, 400],
    [/timeout/i, 504],
    [/server_?error|internal/i, 500],
];
const longestMessage = 2_000;
function problemIn(body) {
    try {
        const json = JSON.parse(body);
        if (isObject(json))
            return problemOf(json);
        if (Array.isArray(json) && isObject(json[0]))
            return problemOf(json[0]);
    }
    catch {
    }
    return { message: (0,provider_error/* readErrorBody */.N)(body).message, param: undefined, status: undefined, code: undefined };
}
function problemOf(held) {
    const inner = isObject(held.error)
        ? held.error
        : typeof held.error === 'string'
            ? { ...held, message: held.error }
            : held;
    const code = textOf(inner.code) ?? textOf(inner.type);
    return {
        message: messageOf(inner).slice(0, longestMessage),
        param: textOf(inner.param),
        status: numberOf(inner.code) ?? numberOf(inner.status) ?? numberOf(inner.status_code) ?? statusOf(inner),
        code,
    };
}
function messageOf(inner) {
    const said = inner.message ?? inner.Message ?? inner.detail ?? inner.msg ?? inner.error;
    const own = isObject(said)
        ? messageOf(said)
        : Array.isArray(said)
            ? details(said)
            : (textOf(said) ?? JSON.stringify(inner));
    const raw = isObject(inner.metadata) ? textOf(inner.metadata.raw) : undefined;
    return raw === undefined ? own : `${own}: ${problemIn(raw).message}`;
}
function details(list) {
    return list
        .filter(isObject)
        .map(({ loc, msg }) => `${listOf(loc).join('.')}: ${msg}`)
        .join('; ');
}
function numberOf(held) {
    const number = typeof held === 'string' ? Number(held) : held;
    return typeof number === 'number' && number >= 400 && number <= 599 ? number : undefined;
}
function statusOf({ code, type }) {
    for (const word of [code, type])
        if (typeof word === 'string')
            for (const [meant, status] of words)
                if (meant.test(word))
                    return status;
    return undefined;
}

;// CONCATENATED MODULE: ./build/gateway/openai/errors.js



const types = {
    400: 'invalid_request_error',
    401: 'authentication_error',
    402: 'billing_error',
    403: 'permission_error',
    404: 'not_found_error',
    413: 'request_too_large',
    422: 'invalid_request_error',
    429: 'rate_limit_error',
    529: 'overloaded_error',
};
const passedOn = ['retry-after', 'retry-after-ms', 'x-should-retry'];
function toAnthropicError(status, body, headers = {}) {
    const kept = {};
    for (const name of passedOn) {
        const value = headers[name];
        if (typeof value === 'string')
            kept[name] = value;
    }
    const problem = problemIn(body);
    if (status === 401 || problem.code === 'insufficient_quota')
        kept['x-should-retry'] ??= 'false';
    const message = problem.message || `The server answered with status ${status}.`;
    return anthropicError(status < 400 ? 502 : status, { ...problem, message }, kept);
}
function inBandError(held) {
    if (!isObject(held))
        return brokenAnswer('The server sent something that is no part of an answer.');
    const { error, object, choices, usage, message, detail } = held;
    if (isSaid(error) || object === 'error')
        return fromProblem(problemOf(held));
    const [choice] = Array.isArray(choices) ? choices : [];
    if (isObject(choice) && isSaid(choice.error))
        return fromProblem(problemOf(choice));
    const bare = textOf(message) ?? textOf(detail);
    return choices === undefined && usage === undefined && bare !== undefined ? fromProblem(problemOf(held)) : undefined;
}
function isSaid(error) {
    return isObject(error) ? Object.keys(error).length > 0 : error != null && error !== '' && error !== false;
}
function brokenAnswer(message) {
    return { status: 502, type: 'api_error', message, headers: {} };
}
const namelessCall = brokenAnswer('The model called a tool that the server does not name.');
function badInput(tool) {
    return brokenAnswer(`The model called ${tool ?? 'a tool'} with an input that is not a JSON object.`);
}
function fromProblem(problem) {
    return anthropicError(problem.status ?? 500, problem, {});
}
function anthropicError(status, { message, code }, headers) {
    const limit = status <= 500 ? limitIn(message) : undefined;
    if (limit?.kind === 'prompt') {
        const told = `prompt is too long: ${limit.tokens} tokens > ${limit.most} maximum (${message})`;
        return { status: 400, type: 'invalid_request_error', message: told, headers };
    }
    if (limit === undefined && status <= 500 && overflows(message, code)) {
        const told = `prompt is too long (${message})`;
        return { status: 400, type: 'invalid_request_error', message: told, headers };
    }
    const shown = status === 503 ? 529 : status;
    const type = types[shown] ?? (shown < 500 ? 'invalid_request_error' : 'api_error');
    return { status: shown, type, message, headers };
}

;// CONCATENATED MODULE: ./build/gateway/openai/content.js

function blocksOf(content) {
    if (typeof content === 'string')
        return [{ type: 'text', text: content }];
    return listOf(content)
        .map((block) => (typeof block === 'string' ? { type: 'text', text: block } : block))
        .filter(isObject);
}
const billing = 'x-anthropic-billing-header';
function instructions(content) {
    return joined(blocksOf(content).map(({ text }) => {
        if (typeof text !== 'string' || !text.startsWith(billing))
            return textOf(text) ?? '';
        const end = text.indexOf('\n');
        return end < 0 ? '' : text.slice(end + 1);
    }));
}
function joined(texts) {
    let all = '';
    let last = '';
    for (const text of texts) {
        if (text === '')
            continue;
        all += all === '' || isSpace(last) || isSpace(text[0]) ? text : `\n${text}`;
        last = text.at(-1);
    }
    return all;
}
function isSpace(character) {
    return character.trim() === '';
}
function userContent(parts) {
    if (parts.length === 0)
        return undefined;
    const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
    return texts.length === parts.length ? joined(texts) : [...parts];
}
function partsOf(block, dialect) {
    switch (block.type) {
        case 'image':
            return [content_image(block.source, dialect)];
        case 'document':
            return content_document(block, dialect);
        case 'search_result':
            return textPart(joined([textOf(block.title) ?? '', textOf(block.source) ?? '', textsOf(block.content).join('\n')]));
        case 'tool_reference':
            return textPart(`The tool ${block.tool_name} can be called now.`);
        default:
            return textPart(textOf(block.text) ?? '');
    }
}
function resultOf({ content, is_error }, dialect) {
    const parts = blocksOf(content).flatMap((block) => partsOf(block, dialect));
    const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
    return { text: is_error === true ? marked(text) : text, media: parts.filter(({ type }) => type !== 'text') };
}
function marked(text) {
    if (/^\W*(tool_use_)?error\b/i.test(text))
        return text;
    return text === '' ? 'Error' : `Error: ${text}`;
}
function textPart(text) {
    return text === '' ? [] : [{ type: 'text', text }];
}
function textsOf(content) {
    return blocksOf(content).flatMap(({ text }) => textOf(text) ?? []);
}
function content_image(source, dialect) {
    const from = isObject(source) ? source : {};
    if (!dialect.images)
        return note('A picture was here, which this model cannot see.');
    const url = from.type === 'url' ? textOf(from.url) : from.type === 'file' ? undefined : dataUri(from, 'image/jpeg');
    return url === undefined
        ? note('A picture was here, which could not be passed on.')
        : { type: 'image_url', image_url: { url } };
}
function content_document(block, dialect) {
    const from = isObject(block.source) ? block.source : {};
    const title = textOf(block.title) ?? '';
    switch (from.type) {
        case 'text':
            return textPart(joined([title, textOf(block.context) ?? '', textOf(from.data) ?? '']));
        case 'content':
            return [...textPart(title), ...blocksOf(from.content).flatMap((inner) => partsOf(inner, dialect))];
        case 'base64': {
            const media = textOf(from.media_type) ?? '';
            if (/^text\/|^application\/(?:json|xml)\b/.test(media) && typeof from.data === 'string')
                return textPart(joined([title, Buffer.from(from.data, 'base64').toString('utf8')]));
            const data = dataUri(from, 'application/pdf');
            if (!dialect.files || data === undefined)
                return [note(`A document was here, which this model cannot read: ${title}`)];
            return [{ type: 'file', file: { filename: title || 'document.pdf', file_data: data } }];
        }
        case 'url':
            return [note(`A document is at ${from.url}`)];
        default:
            return [note('A document was here, which could not be passed on.')];
    }
}
function dataUri({ media_type, data }, otherwise) {
    return typeof data === 'string' ? `data:${textOf(media_type) ?? otherwise};base64,${data}` : undefined;
}
function note(text) {
    return { type: 'text', text: `(${text})` };
}

;// CONCATENATED MODULE: ./build/gateway/openai/messages.js


const noResult = 'No result: the call was interrupted.';
function translateMessages(system, turns, dialect, names) {
    const messages = [];
    const text = instructions(system);
    if (text !== '')
        messages.push({ role: dialect.systemRole, content: text });
    for (let at = 0; at < turns.length;) {
        const said = run(turns, at, (role) => role === 'assistant');
        const answered = run(turns, at + said.length, (role) => role !== 'assistant');
        at += said.length + answered.length;
        const message = said.length === 0 ? undefined : assistantMessage(said.flatMap(blocksIn), dialect, names);
        if (message !== undefined)
            messages.push(message);
        const results = new Results(answered);
        for (const { id } of (message?.tool_calls ?? [])) {
            const result = results.take(id);
            const content = result === undefined ? noResult : resultOf(result, dialect).text;
            messages.push({ role: 'tool', tool_call_id: id, content });
        }
        for (const turn of answered) {
            const other = otherMessage(turn, results, dialect, messages.length === 0);
            if (other !== undefined)
                messages.push(other);
        }
    }
    return dialect.alternating ? alternating(messages) : messages;
}
function run(turns, from, wanted) {
    const found = [];
    for (let at = from; at < turns.length; at++) {
        const turn = turns[at];
        if (!isObject(turn))
            found.push({});
        else if (wanted(turn.role))
            found.push(turn);
        else
            break;
    }
    return found;
}
function blocksIn({ content }) {
    return blocksOf(content);
}
function assistantMessage(blocks, dialect, names) {
    const texts = [];
    const calls = [];
    let reasoning = '';
    for (const block of blocks) {
        if (block.type === 'text')
            texts.push(textOf(block.text) ?? '');
        else if (block.type === 'thinking')
            reasoning += textOf(block.thinking) ?? '';
        else if (block.type === 'tool_use')
            calls.push(call(block, names));
    }
    const text = joined(texts);
    const message = { role: 'assistant', content: text === '' && calls.length > 0 ? null : text };
    if (calls.length > 0)
        message.tool_calls = calls;
    const thought = dialect.reasoningContent && (reasoning !== '' || calls.length > 0);
    if (!thought)
        return text === '' && calls.length === 0 ? undefined : message;
    return Object.assign(message, { reasoning_content: reasoning });
}
function call({ id, name, input }, names) {
    const text = JSON.stringify(isObject(input) ? input : {});
    return { id: String(id), type: 'function', function: { name: names.toServer(String(name)), arguments: text } };
}
class Results {
    #waiting = new Map();
    #taken = new Set();
    constructor(turns) {
        for (const block of turns.flatMap(blocksIn)) {
            if (block.type !== 'tool_result')
                continue;
            const id = String(block.tool_use_id);
            const same = this.#waiting.get(id);
            if (same === undefined)
                this.#waiting.set(id, [block]);
            else
                same.push(block);
        }
    }
    take(id) {
        const result = this.#waiting.get(id)?.shift();
        if (result !== undefined)
            this.#taken.add(result);
        return result;
    }
    wasTaken(block) {
        return this.#taken.has(block);
    }
}
function otherMessage(turn, results, dialect, first) {
    if (turn.role === 'system') {
        const text = instructions(turn.content);
        const role = first ? dialect.systemRole : dialect.systemInConversation;
        return text === '' ? undefined : { role, content: text };
    }
    const parts = blocksIn(turn).flatMap((block) => {
        if (block.type !== 'tool_result')
            return partsOf(block, dialect);
        const { text, media } = resultOf(block, dialect);
        return results.wasTaken(block)
            ? media
            : [{ type: 'text', text: `Result of an earlier tool call: ${text}` }, ...media];
    });
    const content = userContent(parts);
    return content === undefined ? undefined : { role: 'user', content };
}
function alternating(messages) {
    const merged = [];
    for (const message of messages) {
        const last = merged.at(-1);
        if (message.role !== 'user' || last?.role !== 'user') {
            merged.push(message);
            continue;
        }
        const parts = [last, message].flatMap(({ content }) => typeof content === 'string' ? [{ type: 'text', text: content }] : content);
        merged[merged.length - 1] = { role: 'user', content: userContent(parts) };
    }
    return merged;
}

;// CONCATENATED MODULE: ./build/gateway/openai/schema.js

const formats = new Set(['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid']);
const refused = new Set(['$schema', 'propertyNames']);
const holdSchemas = new Set([
    'additionalItems',
    'additionalProperties',
    'allOf',
    'anyOf',
    'contains',
    'else',
    'if',
    'items',
    'not',
    'oneOf',
    'prefixItems',
    'then',
    'unevaluatedItems',
    'unevaluatedProperties',
]);
const holdNamed = new Set(['$defs', 'definitions', 'dependentSchemas', 'patternProperties', 'properties']);
const refusedOnTop = new Set(['allOf', 'anyOf', 'enum', 'not', 'oneOf']);
function toolSchema(schema) {
    const cleaned = isObject(schema) ? cleanSchema(schema) : {};
    if (!isObject(cleaned.properties))
        return { ...cleaned, type: 'object', properties: {} };
    const kept = Object.entries(cleaned).filter(([keyword]) => !refusedOnTop.has(keyword));
    if (cleaned.type === 'object' && kept.length === Object.keys(cleaned).length)
        return cleaned;
    return { ...Object.fromEntries(kept), type: 'object' };
}
function cleanSchema(schema) {
    if (Array.isArray(schema))
        return mapped(schema, cleanSchema);
    if (!isObject(schema))
        return schema;
    let changed;
    for (const keyword in schema) {
        const held = schema[keyword];
        if (refused.has(keyword) || (keyword === 'format' && !formats.has(held))) {
            changed ??= { ...schema };
            delete changed[keyword];
            continue;
        }
        const cleaned = holdSchemas.has(keyword) ? cleanSchema(held) : holdNamed.has(keyword) ? cleanNamed(held) : held;
        if (cleaned === held)
            continue;
        changed ??= { ...schema };
        changed[keyword] = cleaned;
    }
    if (isArrayOfAnything(schema))
        changed = { ...(changed ?? schema), items: {} };
    return changed ?? schema;
}
function isArrayOfAnything({ type, items, prefixItems }) {
    return (type === 'array' || (Array.isArray(type) && type.includes('array'))) && items == null && prefixItems == null;
}
function cleanNamed(schemas) {
    if (!isObject(schemas))
        return schemas;
    let changed;
    for (const name in schemas) {
        const cleaned = cleanSchema(schemas[name]);
        if (cleaned === schemas[name])
            continue;
        changed ??= { ...schemas };
        set(changed, name, cleaned);
    }
    return changed ?? schemas;
}
function mapped(list, change) {
    const changed = list.map(change);
    return changed.some((item, at) => item !== list[at]) ? changed : list;
}
function set(object, name, value) {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
function isStrict(schema) {
    if (Array.isArray(schema))
        return schema.every(isStrict);
    if (!isObject(schema))
        return true;
    if (isObject(schema.properties) || schema.type === 'object') {
        const required = new Set(Array.isArray(schema.required) ? schema.required : []);
        if (schema.additionalProperties !== false)
            return false;
        if (!Object.keys(schema.properties ?? {}).every((name) => required.has(name)))
            return false;
    }
    return Object.entries(schema).every(([keyword, held]) => {
        if (holdNamed.has(keyword))
            return !isObject(held) || Object.values(held).every(isStrict);
        return !holdSchemas.has(keyword) || isStrict(held);
    });
}

;// CONCATENATED MODULE: ./build/gateway/openai/tool-names.js

const longest = 64;
const taken = /^[a-zA-Z0-9_-]{1,64}$/;
class ToolNames {
    #restored = new Map();
    toServer(name) {
        if (taken.test(name))
            return name;
        const hash = (0,external_node_crypto_.createHash)('sha256').update(name).digest('hex').slice(0, 8);
        const readable = name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, longest - hash.length - 1);
        const short = `${readable}_${hash}`;
        this.#restored.set(short, name);
        return short;
    }
    fromServer(name) {
        return this.#restored.get(name) ?? name;
    }
}

;// CONCATENATED MODULE: ./build/gateway/openai/tools.js


function translateTools(request, dialect, names) {
    const offered = listOf(request.tools).filter(isObject);
    const tools = offered.filter((tool) => isCustom(tool) && !isHidden(tool, offered, request.messages));
    if (tools.length === 0)
        return {};
    const params = { tools: tools.map((tool) => translateTool(tool, names)) };
    const choice = request.tool_choice;
    const translated = translateChoice(choice, tools, names);
    if (translated !== undefined && !dialect.without.has('tool_choice'))
        params.tool_choice = translated;
    if (isObject(choice) && choice.disable_parallel_tool_use === true && !dialect.without.has('parallel_tool_calls'))
        params.parallel_tool_calls = false;
    return params;
}
function translateTool(tool, names) {
    const description = textOf(tool.description);
    return {
        type: 'function',
        function: {
            name: names.toServer(String(tool.name)),
            ...(description !== undefined && { description }),
            parameters: toolSchema(tool.input_schema),
        },
    };
}
function translateChoice(choice, tools, names) {
    switch (choice?.type) {
        case 'auto':
        case 'none':
            return choice.type;
        case 'any':
            return 'required';
        case 'tool':
            if (!tools.some(({ name }) => name === choice.name))
                return undefined;
            return { type: 'function', function: { name: names.toServer(choice.name) } };
        default:
            return undefined;
    }
}
function isCustom({ name, type, input_schema }) {
    return textOf(name) !== undefined && (type == null || type === 'custom' || isObject(input_schema));
}
function isHidden({ name, defer_loading }, offered, messages) {
    if (defer_loading !== true)
        return false;
    if (offered.some(({ type }) => typeof type === 'string' && type.startsWith('tool_search_tool')))
        return false;
    return !listOf(messages).some((message) => refersTo(message, name));
}
function refersTo(message, name) {
    if (!isObject(message))
        return false;
    return listOf(message.content).some((block) => isObject(block) &&
        ((block.type === 'tool_reference' && block.tool_name === name) ||
            (block.type === 'tool_result' && refersTo(block, name))));
}

;// CONCATENATED MODULE: ./build/gateway/openai/request.js






class UntranslatableRequest extends Error {
}
const mostStops = 4;
function translateRequest(request, dialect = commonDialect) {
    if (!isObject(request))
        throw new UntranslatableRequest('The body is not a JSON object.');
    if (textOf(request.model) === undefined)
        throw new UntranslatableRequest('model: Field required');
    if (!Array.isArray(request.messages))
        throw new UntranslatableRequest('messages: Field required');
    const names = new ToolNames();
    const body = {
        model: request.model,
        messages: translateMessages(request.system, request.messages, dialect, names),
        ...translateTools(request, dialect, names),
        ...sampling(request, dialect),
        ...effort(request, dialect),
        ...answerFormat(request, dialect),
        ...streaming(request, dialect),
    };
    return { body, names };
}
function sampling(request, dialect) {
    const params = {};
    const { max_tokens, temperature, top_p } = request;
    if (typeof max_tokens === 'number')
        params[dialect.maxTokensName] = Math.min(max_tokens, dialect.mostTokens ?? max_tokens);
    const stops = listOf(request.stop_sequences).filter((stop) => textOf(stop) !== undefined);
    if (stops.length > 0 && !dialect.without.has('stop'))
        params.stop = stops.slice(0, mostStops);
    if (typeof temperature === 'number' && !dialect.without.has('temperature'))
        params.temperature = temperature;
    if (typeof top_p === 'number' && !dialect.without.has('top_p'))
        params.top_p = top_p;
    return params;
}
function effort(request, dialect) {
    if (!dialect.effort || dialect.without.has('reasoning_effort'))
        return {};
    const thinking = isObject(request.thinking) ? request.thinking : {};
    const asked = isObject(request.output_config) ? request.output_config.effort : undefined;
    if (thinking.type === 'disabled')
        return { reasoning_effort: 'none' };
    if (asked === 'low' || asked === 'medium' || asked === 'high')
        return { reasoning_effort: asked };
    if (typeof asked === 'string')
        return { reasoning_effort: 'high' };
    const budget = thinking.type === 'enabled' ? thinking.budget_tokens : undefined;
    if (typeof budget !== 'number')
        return {};
    return { reasoning_effort: budget < 4_096 ? 'low' : budget < 16_384 ? 'medium' : 'high' };
}
function answerFormat(request, dialect) {
    const format = isObject(request.output_config) ? request.output_config.format : undefined;
    const asked = isObject(format) ? format : request.output_format;
    if (!isObject(asked) || asked.type !== 'json_schema' || !isObject(asked.schema))
        return {};
    if (dialect.without.has('response_format'))
        return {};
    const schema = cleanSchema(asked.schema);
    const name = 'answer';
    return { response_format: { type: 'json_schema', json_schema: { name, schema, strict: isStrict(schema) } } };
}
function streaming(request, dialect) {
    if (request.stream !== true)
        return {};
    return { stream: true, ...(dialect.includeUsage && { stream_options: { include_usage: true } }) };
}

// EXTERNAL MODULE: ./build/gateway/reply.js
var reply = __webpack_require__(825);
;// CONCATENATED MODULE: ./build/gateway/openai/learn.js


const refusal = /unsupported|(?:not?|only) support|unrecogni[sz]ed|unknown|unexpected|unavailable|not (?:permitted|allowed|valid|accepted|available|enabled|a multi-?modal)|invalid|extra (?:inputs|fields)|no endpoints|additional properties|at most 0/i;
const dispensable = [
    'parallel_tool_calls',
    'reasoning_effort',
    'response_format',
    'tool_choice',
    'temperature',
    'top_p',
    'stop',
];
const pictures = /\bimages?\b|image_url|\bvision\b|multi-?modal/i;
function lessonOf(status, body, dialect) {
    if (status < 400 || (status > 422 && status !== 500 && status !== 501))
        return undefined;
    if (status === 401 || status === 402 || status === 403 || status === 413)
        return undefined;
    const { message, param } = problemIn(body);
    return room(message, dialect) ?? lasting(refusedParameter(message, param, dialect) ?? wanted(message, dialect));
}
function lasting(change) {
    return change && { change, lasting: true };
}
function room(message, { mostTokens }) {
    const limit = limitIn(message);
    if (limit === undefined || limit.kind === 'prompt' || limit.most >= (mostTokens ?? Infinity))
        return undefined;
    return { change: { mostTokens: limit.most }, lasting: limit.kind === 'answer' };
}
function refusedParameter(message, param, dialect) {
    if (!refusal.test(message))
        return undefined;
    const names = (name) => param === name || named(name).test(message);
    const maxTokens = param ?? /(?<![a-z_])max_(?:completion_)?tokens/.exec(message)?.[0];
    if (maxTokens === dialect.maxTokensName && limitIn(message) === undefined)
        return { maxTokensName: maxTokens === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens' };
    if (dialect.includeUsage && (names('stream_options') || names('include_usage')))
        return { includeUsage: false };
    const refused = dispensable.find((name) => !dialect.without.has(name) && names(name));
    if (refused !== undefined)
        return { without: new Set([...dialect.without, refused]) };
    return undefined;
}
function named(name) {
    return new RegExp(name === 'stop' ? `['"\`.]stop['"\`:]` : `(?<![a-z_])${name}(?![a-z_])`);
}
function wanted(message, dialect) {
    if (/reasoning_content/.test(message)) {
        const missing = /missing|must|required|passed back/i.test(message);
        return missing === dialect.reasoningContent ? undefined : { reasoningContent: missing };
    }
    if (/roles must alternate/i.test(message) && !dialect.alternating)
        return { alternating: true };
    if (/system message (?:must|should|can|is)\b.*\b(?:beginning|first|start)/i.test(message))
        return dialect.systemInConversation === 'system' ? { systemInConversation: 'user' } : undefined;
    if (/system role|role\W+system|'system' (?:role )?(?:is not|with)|does not support 'system'/i.test(message)) {
        if (dialect.systemInConversation === 'system')
            return { systemInConversation: 'user' };
        return dialect.systemRole === 'user' ? undefined : { systemRole: 'user' };
    }
    if (dialect.images && pictures.test(message) && refusal.test(message))
        return { images: false };
    if (dialect.files && /\b(?:files?|pdfs?|documents?)\b/i.test(message) && refusal.test(message))
        return { files: false };
    return undefined;
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./build/gateway/translating/plain.js

function plain(answer) {
    const decompress = decompressor(answer.headers['content-encoding'] ?? 'identity');
    return decompress === undefined ? answer : (0,external_node_stream_.pipeline)(answer, decompress, () => { });
}
function decompressor(encoding) {
    if (!/gzip|deflate|br/.test(encoding))
        return undefined;
    const { createBrotliDecompress, createUnzip } = process.getBuiltinModule('node:zlib');
    return /br/.test(encoding) ? createBrotliDecompress() : createUnzip();
}

;// CONCATENATED MODULE: ./build/gateway/translating/read.js


const longestError = 64 << 10;
const longestAnswer = 32 << 20;
class BrokenOff extends Error {
}
function readError(answer) {
    return readText(answer, longestError);
}
async function readJson(answer) {
    const text = await readText(answer, longestAnswer);
    try {
        return JSON.parse(text);
    }
    catch {
        return { error: { ...brokenAnswer(''), message: toAnthropicError(502, text).message } };
    }
}
async function readText(answer, most) {
    const chunks = [];
    let length = 0;
    try {
        for await (const chunk of plain(answer)) {
            chunks.push(chunk);
            length += chunk.length;
            if (length >= most)
                break;
        }
    }
    catch (error) {
        throw new BrokenOff(`The connection to the server broke off: ${error.message}.`);
    }
    return Buffer.concat(chunks).subarray(0, most).toString('utf8');
}

;// CONCATENATED MODULE: ./build/gateway/translating/ask.js




const mostLessons = 8;
async function complete(asked, model, { request, server, connections, left }) {
    const lessons = [];
    let dialect = server.dialectOf(model);
    for (;;) {
        const { body, names } = translateRequest(asked, dialect);
        const bytes = Buffer.from(JSON.stringify(body));
        const accept = body.stream === true ? 'text/event-stream' : 'application/json';
        const headers = {
            'content-type': 'application/json',
            accept,
            'user-agent': request.headers['user-agent'] ?? 'claude-provider-action',
        };
        const answer = await proved(server, (proof) => connections.send('POST', server.call('/chat/completions', headers, proof), bytes, bytes.length, left));
        const status = answer.statusCode;
        if (status < 400) {
            server.learned(model, lessons);
            return { answer, names, refusal: undefined };
        }
        const text = await readError(answer);
        const lesson = lessons.length < mostLessons ? lessonOf(status, text, dialect) : undefined;
        if (lesson === undefined)
            return { answer, names, refusal: toAnthropicError(status, text, answer.headers) };
        lessons.push(lesson);
        dialect = { ...dialect, ...lesson.change };
    }
}
async function proved({ proof }, send) {
    let refusal;
    for (let attempt = 1;; attempt++) {
        const shown = await proof.prove(attempt);
        const answer = await send(shown).catch((error) => {
            refusal?.resume();
            throw error;
        });
        if (await proof.again(answer.statusCode, shown, attempt)) {
            refusal?.resume();
            refusal = answer;
            continue;
        }
        const [told, other] = refusal?.statusCode === answer.statusCode ? [refusal, answer] : [answer, refusal];
        other?.resume();
        return told;
    }
}

// EXTERNAL MODULE: ./build/memory.js + 2 modules
var memory = __webpack_require__(7803);
;// CONCATENATED MODULE: ./build/gateway/openai/finish.js

const finish_failures = /error|abort|cancel|fail|insufficient|interrupt|overload|timeout/;
function stopOf({ finish, matched, calledTools, refused }) {
    const reason = finish.toLowerCase();
    if (finish_failures.test(reason))
        return { failed: `The server broke off its answer: ${finish}.` };
    if (calledTools)
        return { stop_reason: 'tool_use', stop_sequence: null };
    if (/tool_?calls?|function_?call/.test(reason))
        return { failed: `The server says that the model called a tool (${finish}), but sent no call.` };
    if (refused || /filter|safety|sensitive|refusal|prohibited/.test(reason))
        return { stop_reason: 'refusal', stop_sequence: null };
    if (/length|max.*tokens/.test(reason))
        return { stop_reason: 'max_tokens', stop_sequence: null };
    const sequence = textOf(matched);
    return sequence === undefined
        ? { stop_reason: 'end_turn', stop_sequence: null }
        : { stop_reason: 'stop_sequence', stop_sequence: sequence };
}

;// CONCATENATED MODULE: ./build/gateway/openai/object-check.js
const atStart = 0;
const atValue = 1;
const atFirstItem = 2;
const atFirstKey = 3;
const atKey = 4;
const atColon = 5;
const behindValue = 6;
const inString = 7;
const behindBackslash = 8;
const inUnicode = 9;
const inLiteral = 10;
const behindMinus = 11;
const behindZero = 12;
const inInteger = 13;
const behindPoint = 14;
const inFraction = 15;
const behindE = 16;
const behindSign = 17;
const inExponent = 18;
const object_check_complete = 19;
const broken = 20;
const literals = { t: 'rue', f: 'alse', n: 'ull' };
const deepest = 1_000;
class ObjectCheck {
    #state = atStart;
    #open = [];
    #isKey = false;
    #literal = '';
    #digits = 0;
    get isEmpty() {
        return this.#state === atStart;
    }
    get isComplete() {
        return this.#state === object_check_complete;
    }
    get isBroken() {
        return this.#state === broken;
    }
    push(text) {
        for (let at = 0; at < text.length && this.#state !== broken; at++) {
            if (this.#state === inString) {
                at = endOfRun(text, at);
                if (at === text.length)
                    return;
            }
            this.#state = this.#next(text.charCodeAt(at), text[at]);
        }
    }
    #next(code, character) {
        switch (this.#state) {
            case inString:
                if (code === 0x22)
                    return this.#isKey ? atColon : behindValue;
                return code === 0x5c ? behindBackslash : broken;
            case behindBackslash:
                if (character === 'u') {
                    this.#digits = 4;
                    return inUnicode;
                }
                return '"\\/bfnrt'.includes(character) ? inString : broken;
            case inUnicode:
                if (!isHex(code))
                    return broken;
                return --this.#digits === 0 ? inString : inUnicode;
            case inLiteral:
                if (character !== this.#literal[0])
                    return broken;
                this.#literal = this.#literal.slice(1);
                return this.#literal === '' ? behindValue : inLiteral;
        }
        if (this.#state >= behindMinus && this.#state <= inExponent)
            return this.#inNumber(code);
        if (isBlank(code))
            return this.#state;
        return this.#between(code, character);
    }
    #inNumber(code) {
        const digit = isDigit(code);
        switch (this.#state) {
            case behindMinus:
                return code === 0x30 ? behindZero : digit ? inInteger : broken;
            case behindZero:
            case inInteger:
                if (digit)
                    return this.#state === inInteger ? inInteger : broken;
                if (code === 0x2e)
                    return behindPoint;
                return isE(code) ? behindE : this.#behindNumber(code);
            case behindPoint:
                return digit ? inFraction : broken;
            case inFraction:
                return digit ? inFraction : isE(code) ? behindE : this.#behindNumber(code);
            case behindE:
                return digit ? inExponent : code === 0x2b || code === 0x2d ? behindSign : broken;
            case behindSign:
                return digit ? inExponent : broken;
            default:
                return digit ? inExponent : this.#behindNumber(code);
        }
    }
    #behindNumber(code) {
        if (isBlank(code))
            return behindValue;
        this.#state = behindValue;
        return this.#between(code, String.fromCharCode(code));
    }
    #between(code, character) {
        switch (this.#state) {
            case atStart:
                return character === '{' ? this.#opened(true) : broken;
            case atFirstKey:
                if (character === '}')
                    return this.#closed(true);
                return this.#key(character);
            case atKey:
                return this.#key(character);
            case atColon:
                return character === ':' ? atValue : broken;
            case atFirstItem:
                if (character === ']')
                    return this.#closed(false);
                return this.#value(code, character);
            case atValue:
                return this.#value(code, character);
            case behindValue:
                if (character === ',')
                    return this.#open.at(-1) ? atKey : atValue;
                return character === '}' ? this.#closed(true) : character === ']' ? this.#closed(false) : broken;
            default:
                return broken;
        }
    }
    #key(character) {
        this.#isKey = true;
        return character === '"' ? inString : broken;
    }
    #value(code, character) {
        if (character === '"') {
            this.#isKey = false;
            return inString;
        }
        if (character === '{')
            return this.#opened(true);
        if (character === '[')
            return this.#opened(false);
        if (character === '-')
            return behindMinus;
        if (code === 0x30)
            return behindZero;
        if (isDigit(code))
            return inInteger;
        this.#literal = literals[character] ?? '';
        return this.#literal === '' ? broken : inLiteral;
    }
    #opened(object) {
        this.#open.push(object);
        if (this.#open.length > deepest)
            return broken;
        return object ? atFirstKey : atFirstItem;
    }
    #closed(object) {
        if (this.#open.pop() !== object)
            return broken;
        return this.#open.length === 0 ? object_check_complete : behindValue;
    }
}
function endOfRun(text, from) {
    let at = from;
    for (; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code === 0x22 || code === 0x5c || code < 0x20)
            break;
    }
    return at;
}
function isBlank(code) {
    return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
function isDigit(code) {
    return code >= 0x30 && code <= 0x39;
}
function isHex(code) {
    return isDigit(code) || (code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46);
}
function isE(code) {
    return code === 0x65 || code === 0x45;
}

;// CONCATENATED MODULE: ./build/gateway/openai/tool-calls.js


class ToolCall {
    serverId;
    index;
    name;
    input = new ObjectCheck();
    constructor(serverId, index) {
        this.serverId = serverId;
        this.index = index;
    }
}
function fragmentOf(held) {
    if (!isObject(held))
        return undefined;
    const called = isObject(held.function) ? held.function : held;
    const given = called.arguments;
    return {
        index: typeof held.index === 'number' ? held.index : undefined,
        id: textOf(held.id),
        name: textOf(called.name),
        input: typeof given === 'string' ? given : given == null ? '' : JSON.stringify(given),
    };
}
class ToolCalls {
    #byIndex = new Map();
    #byId = new Map();
    #last;
    of(fragment) {
        const known = this.#known(fragment);
        const isNew = known === undefined || startsAnother(fragment, known);
        const call = isNew ? new ToolCall(fragment.id, fragment.index) : known;
        call.serverId ??= fragment.id;
        call.name ??= fragment.name;
        if (fragment.index !== undefined)
            this.#byIndex.set(fragment.index, call);
        if (fragment.id !== undefined)
            this.#byId.set(fragment.id, call);
        this.#last = call;
        return { call, isNew };
    }
    #known({ index, id, name }) {
        if (index === undefined)
            return id === undefined ? this.#last : this.#byId.get(id);
        const at = this.#byIndex.get(index);
        if (at !== undefined && (id === undefined || at.serverId === undefined || at.serverId === id))
            return at;
        const named = id === undefined ? undefined : this.#byId.get(id);
        if (named !== undefined)
            return named.index === undefined || named.index === index ? named : undefined;
        return id === undefined && name === undefined && this.#last?.index === undefined ? this.#last : undefined;
    }
}
function startsAnother({ id, name, input }, known) {
    if (name === undefined || (id !== undefined && id === known.serverId))
        return false;
    if (known.name !== undefined && name !== known.name)
        return true;
    return input.trim() !== '' && known.input.isComplete;
}

;// CONCATENATED MODULE: ./build/gateway/openai/usage.js

function toAnthropicUsage(usage) {
    if (!isObject(usage))
        return undefined;
    const details = isObject(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {};
    const prompt = count(usage.prompt_tokens);
    const output = count(usage.completion_tokens);
    if (prompt === undefined && output === undefined)
        return undefined;
    const read = count(details.cached_tokens) ?? count(usage.prompt_cache_hit_tokens) ?? count(usage.cached_tokens) ?? 0;
    const written = count(details.created_cache_tokens) ?? count(details.cache_write_tokens) ?? 0;
    return {
        input_tokens: Math.max(0, (prompt ?? 0) - read - written),
        cache_creation_input_tokens: written,
        cache_read_input_tokens: read,
        output_tokens: output ?? 0,
    };
}
function estimatedUsage(inputTokens = 0) {
    return {
        input_tokens: inputTokens,
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
        output_tokens: 0,
    };
}
function count(held) {
    return typeof held === 'number' && held >= 0 && held <= 1e12 ? Math.floor(held) : undefined;
}

;// CONCATENATED MODULE: ./build/gateway/openai/response.js






function translateResponse(completion, options) {
    const error = inBandError(completion);
    if (error !== undefined)
        return { error };
    const { choices, usage } = completion;
    const choice = listOf(choices).find((one) => isObject(one) && (one.index === 0 || one.index == null));
    if (!isObject(choice) || !isObject(choice.message))
        return { error: brokenAnswer('The server sent an answer without a message.') };
    const { message } = choice;
    const calls = callsIn(message, options);
    if ('status' in calls)
        return { error: calls };
    const finish = textOf(choice.finish_reason);
    const calledTools = calls.length > 0;
    const matched = choice.stop_reason ?? choice.matched_stop;
    const stop = stopOf({ finish: finish ?? 'stop', matched, calledTools, refused: refuses(message) });
    if ('failed' in stop)
        return { error: brokenAnswer(stop.failed) };
    return {
        message: {
            id: (options.mint ?? mintId)('msg'),
            type: 'message',
            role: 'assistant',
            model: options.model,
            content: contentOf(message, calls),
            ...stop,
            usage: toAnthropicUsage(usage) ?? toAnthropicUsage(choice.usage) ?? estimatedUsage(options.inputTokens),
        },
    };
}
function contentOf(message, calls) {
    const said = { thinking: '', text: '' };
    saidIn(message, (kind, text) => {
        said[kind] += text;
    });
    const content = [];
    if (/\S/.test(said.thinking))
        content.push({ type: 'thinking', thinking: said.thinking, signature: '' });
    if (/\S/.test(said.text))
        content.push({ type: 'text', text: said.text });
    content.push(...calls);
    return content.length > 0 ? content : [{ type: 'text', text: said.text }];
}
function callsIn(message, options) {
    const ids = new IdGiver(options);
    const calls = [];
    for (const held of [...listOf(message.tool_calls), message.function_call]) {
        const fragment = fragmentOf(held);
        if (fragment === undefined)
            continue;
        const { id, name, input } = fragment;
        if (name === undefined)
            return namelessCall;
        const parsed = inputOf(input);
        if (parsed === undefined)
            return badInput(name);
        calls.push({ type: 'tool_use', id: ids.give(id), name: options.names?.fromServer(name) ?? name, input: parsed });
    }
    return calls;
}
function inputOf(text) {
    if (text.trim() === '' || text.trim() === 'null')
        return {};
    try {
        const parsed = JSON.parse(text);
        return isObject(parsed) ? parsed : undefined;
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./node_modules/eventsource-parser/dist/parse.js + 1 modules
var parse = __webpack_require__(6085);
;// CONCATENATED MODULE: ./build/gateway/openai/events.js
function messageStart(id, model, usage) {
    const message = { id, type: 'message', role: 'assistant', model, content: [], stop_reason: null, stop_sequence: null };
    return events_event('message_start', { message: { ...message, usage } });
}
function blockStart(index, block) {
    return events_event('content_block_start', { index, content_block: block });
}
function deltaHead(index, type, field) {
    return `event: content_block_delta\ndata: {"type":"content_block_delta","index":${index},"delta":{"type":"${type}","${field}":`;
}
const deltaEnd = '}}\n\n';
function blockStop(index) {
    return events_event('content_block_stop', { index });
}
function messageEnd(stop, usage) {
    return events_event('message_delta', { delta: stop, usage }) + events_event('message_stop', {});
}
function errorEvent(type, message) {
    return events_event('error', { error: { type, message } });
}
const ping = events_event('ping', {});
function events_event(type, rest) {
    return `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;
}

;// CONCATENATED MODULE: ./build/gateway/openai/stream.js







const deltas = {
    thinking: ['thinking_delta', 'thinking'],
    text: ['text_delta', 'text'],
    tool: ['input_json_delta', 'partial_json'],
};
class AnthropicStream {
    #options;
    #calls = new ToolCalls();
    #blocks = new Map();
    #ids;
    #out = '';
    #started = false;
    #over = false;
    #failure;
    #open;
    #index = -1;
    #head = '';
    #waiting = [];
    #blank;
    #usage;
    #finish;
    #matched;
    #calledTools = false;
    #refused = false;
    constructor(options) {
        this.#options = options;
        this.#ids = new IdGiver(options);
    }
    get isOver() {
        return this.#over;
    }
    get failure() {
        return this.#failure;
    }
    get hasStarted() {
        return this.#started;
    }
    get usage() {
        return this.#usage;
    }
    push(chunk) {
        try {
            if (!this.#over)
                this.#take(chunk);
        }
        catch (error) {
            this.#fail(brokenAnswer(`The server sent something that cannot be read: ${error}`));
        }
        return this.#taken();
    }
    end(how, message) {
        if (!this.#over) {
            if (how === 'cut')
                this.#fail(brokenAnswer(`The connection to the server broke off: ${message ?? 'no reason known'}.`));
            else if (this.#finish !== undefined)
                this.#complete(this.#finish);
            else
                this.#fail(brokenAnswer(this.#started ? 'The answer ended without a finish_reason.' : 'The answer is empty.'));
        }
        return this.#taken();
    }
    #taken() {
        const out = this.#out;
        this.#out = '';
        return out;
    }
    #take(chunk) {
        const error = inBandError(chunk);
        if (error === undefined)
            this.#takeChunk(chunk);
        else
            this.#fail(error);
    }
    #takeChunk({ choices, usage, x_groq }) {
        const all = listOf(choices);
        const choice = all.find((one) => isObject(one) && (one.index === 0 || one.index == null));
        const counted = toAnthropicUsage(usage) ??
            toAnthropicUsage(isObject(x_groq) ? x_groq.usage : undefined) ??
            toAnthropicUsage(choice?.usage);
        if (counted !== undefined)
            this.#usage = counted;
        if (!this.#started)
            this.#start();
        if (choice !== undefined)
            this.#takeChoice(choice);
        if (!this.#over && all.length === 0 && counted !== undefined && this.#finish !== undefined)
            this.#complete(this.#finish);
    }
    #start() {
        this.#started = true;
        const { model, inputTokens, mint = mintId } = this.#options;
        this.#out += messageStart(mint('msg'), model, this.#usage ?? estimatedUsage(inputTokens));
    }
    #takeChoice(choice) {
        const isFirst = this.#index < 0 && this.#waiting.length === 0;
        const delta = isObject(choice.delta) ? choice.delta : isObject(choice.message) && isFirst ? choice.message : {};
        this.#refused ||= refuses(delta);
        const begun = this.#goOn(delta);
        if (begun === undefined)
            return;
        saidIn(delta, (kind, text) => this.#say(kind, text));
        for (const [call, input] of begun)
            this.#call(call, input);
        this.#finish ??= textOf(choice.finish_reason);
        this.#matched ??= choice.stop_reason ?? choice.matched_stop;
    }
    #goOn(delta) {
        const begun = [];
        if (delta.tool_calls == null && delta.function_call == null)
            return begun;
        for (const held of [...listOf(delta.tool_calls), delta.function_call]) {
            const fragment = fragmentOf(held);
            if (fragment === undefined)
                continue;
            const { call, isNew } = this.#calls.of(fragment);
            const input = call.input.isEmpty && fragment.input.trim() === 'null' ? '' : fragment.input;
            call.input.push(input);
            if (call.input.isBroken) {
                this.#fail(badInput(call.name));
                return undefined;
            }
            if (isNew || begun.some(([other]) => other === call))
                begun.push([call, input]);
            else
                this.#call(call, input);
        }
        return begun;
    }
    #call(call, input) {
        const block = this.#blocks.get(call);
        if (block === undefined) {
            const begun = { kind: 'tool', call, kept: input };
            this.#blocks.set(call, begun);
            this.#blank = undefined;
            this.#calledTools = true;
            this.#add(begun);
            return;
        }
        if (block === this.#open)
            this.#delta(input);
        else if (this.#waiting.includes(block))
            block.kept += input;
        this.#advance();
    }
    #say(kind, text) {
        const last = this.#waiting.at(-1) ?? this.#open;
        if (last?.kind === kind) {
            if (last === this.#open)
                this.#delta(text);
            else
                last.kept += text;
            return;
        }
        const kept = this.#blank?.kind === kind ? this.#blank.text + text : text;
        if (!/\S/.test(kept)) {
            this.#blank = { kind, text: kept };
            return;
        }
        this.#blank = undefined;
        this.#add({ kind, call: undefined, kept });
    }
    #add(block) {
        this.#waiting.push(block);
        this.#advance();
    }
    #advance() {
        for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
            if (this.#open?.call !== undefined && !this.#open.call.input.isComplete)
                return;
            if (next.call !== undefined && next.call.name === undefined)
                return;
            this.#waiting.shift();
            this.#stop();
            this.#begin(next);
        }
    }
    #begin(block) {
        this.#open = block;
        this.#index++;
        const [type, field] = deltas[block.kind];
        this.#head = deltaHead(this.#index, type, field);
        this.#out += blockStart(this.#index, this.#emptyBlock(block));
        this.#delta(block.kept);
        block.kept = '';
    }
    #emptyBlock({ kind, call }) {
        if (kind === 'text')
            return { type: 'text', text: '' };
        if (kind === 'thinking')
            return { type: 'thinking', thinking: '', signature: '' };
        const name = this.#options.names?.fromServer(call.name) ?? call.name;
        return { type: 'tool_use', id: this.#ids.give(call.serverId), name, input: {} };
    }
    #delta(text) {
        if (text !== '')
            this.#out += this.#head + JSON.stringify(text) + deltaEnd;
    }
    #stop() {
        if (this.#open === undefined)
            return;
        if (this.#open.kind === 'thinking')
            this.#out += `${deltaHead(this.#index, 'signature_delta', 'signature')}""${deltaEnd}`;
        this.#out += blockStop(this.#index);
        this.#open = undefined;
    }
    #complete(finish) {
        const ending = { finish, matched: this.#matched, calledTools: this.#calledTools, refused: this.#refused };
        const stop = stopOf(ending);
        const error = 'failed' in stop ? brokenAnswer(stop.failed) : this.#finishBlocks(finish);
        if (error !== undefined) {
            this.#fail(error);
            return;
        }
        if (this.#index < 0) {
            this.#begin({ kind: 'text', call: undefined, kept: this.#blank?.kind === 'text' ? this.#blank.text : '' });
            this.#stop();
        }
        this.#out += messageEnd(stop, this.#usage ?? estimatedUsage(this.#options.inputTokens));
        this.#over = true;
    }
    #finishBlocks(finish) {
        for (let block = this.#open ?? this.#waiting.shift(); block !== undefined; block = this.#waiting.shift()) {
            const { call } = block;
            if (call !== undefined && call.name === undefined)
                return namelessCall;
            if (block !== this.#open)
                this.#begin(block);
            if (call?.input.isEmpty)
                this.#delta('{}');
            else if (call !== undefined && !call.input.isComplete)
                return brokenAnswer(`The answer ended (${finish}) in the middle of the input of ${call.name}.`);
            this.#stop();
        }
        return undefined;
    }
    #fail(error) {
        this.#failure = error;
        this.#over = true;
        this.#out += errorEvent(error.type, this.#options.redact?.(error.message) ?? error.message);
    }
}

;// CONCATENATED MODULE: ./build/gateway/openai/sse.js





const longestFrame = 16 << 20;
const longestWhole = 32 << 20;
const signsOfLife = /^(?:ping|heart-?beat|keep-?alive)$/i;
const beginnings = '{[<';
class StreamTranslation {
    stream;
    #decoder = new TextDecoder();
    #parser;
    #out = '';
    #whole;
    #hasBegun = false;
    constructor(options) {
        this.stream = new AnthropicStream(options);
        this.#parser = (0,parse/* createParser */.C)({
            maxBufferSize: longestFrame,
            onEvent: ({ event, data }) => this.#frame(event, data),
            onComment: () => {
                if (!this.stream.isOver)
                    this.#out += ping;
            },
            onError: ({ type, message }) => {
                if (type === 'max-buffer-size-exceeded')
                    this.#out += this.stream.end('cut', message);
            },
        });
    }
    push(bytes) {
        return this.#feed(this.#decoder.decode(bytes, { stream: true }));
    }
    end(how, message) {
        if (how === 'cut')
            return this.stream.end(how, message);
        const last = this.#decoder.decode();
        if (this.#whole === undefined)
            return this.#feed(`${last}\n\n`) + this.stream.end(how);
        return this.stream.push(wholeOf(this.#whole + last)) + this.stream.end('done');
    }
    #feed(text) {
        if (this.#whole !== undefined)
            this.#keep(text);
        else if (!this.#hasBegun && this.#isWhole(text))
            this.#whole = text;
        else if (!this.stream.isOver)
            this.#parser.feed(text);
        const out = this.#out;
        this.#out = '';
        return out;
    }
    #isWhole(text) {
        const first = /\S/.exec(text)?.[0];
        this.#hasBegun = first !== undefined;
        return first !== undefined && beginnings.includes(first);
    }
    #keep(text) {
        this.#whole += text;
        if (this.#whole.length <= longestWhole || this.stream.isOver)
            return;
        this.#out += this.stream.end('cut', `an answer of over ${longestWhole} characters`);
        this.#whole = '';
    }
    #frame(event, data) {
        if (data === '' || (event !== undefined && signsOfLife.test(event)))
            return;
        if (data.trimStart().startsWith('[DONE]'))
            this.#out += this.stream.end('done');
        else
            this.#out += this.stream.push(event === 'error' ? errorOf(data) : chunkOf(data));
    }
}
function wholeOf(text) {
    return parsed(text) ?? { error: { message: toAnthropicError(502, text).message, code: 502 } };
}
function chunkOf(data) {
    return parsed(data) ?? { error: `The server sent something that is no part of an answer: ${data.slice(0, 200)}` };
}
function errorOf(data) {
    const error = parsed(data);
    return isObject(error) && error.error != null ? error : { error: error ?? data };
}
function parsed(json) {
    try {
        return JSON.parse(json);
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/gateway/upstream.js
var upstream = __webpack_require__(2228);
;// CONCATENATED MODULE: ./build/gateway/translating/inlet.js
const small = 4 << 10;
class Inlet {
    #source;
    #take;
    #held = [];
    constructor(source, take) {
        this.#source = source;
        this.#take = take;
        source.on('data', this.#hold);
    }
    flush = () => {
        const held = this.#held;
        if (held.length === 0)
            return;
        this.#held = [];
        this.#take(held.length === 1 ? held[0] : Buffer.concat(held));
    };
    close() {
        this.#source.off('data', this.#hold);
        this.#held = [];
    }
    #hold = (chunk) => {
        if (this.#held.push(chunk) > 1)
            return;
        if (chunk.length < small)
            process.nextTick(this.flush);
        else
            this.flush();
    };
}

;// CONCATENATED MODULE: ./build/gateway/translating/outlet.js
const togetherMs = 2;
const enough = 16 << 10;
class Outlet {
    #response;
    #full;
    #held = '';
    #writtenAt = Number.NEGATIVE_INFINITY;
    #timer;
    constructor(response, full) {
        this.#response = response;
        this.#full = full;
    }
    write(events) {
        if (events === '')
            return;
        this.#held += events;
        if (this.#held.length >= enough || performance.now() - this.#writtenAt >= togetherMs)
            this.#flush();
        else
            this.#timer ??= setTimeout(() => this.#flush(), togetherMs);
    }
    end(events) {
        clearTimeout(this.#timer);
        this.#response.end(this.#held + events);
    }
    #flush() {
        clearTimeout(this.#timer);
        this.#timer = undefined;
        const held = this.#held;
        this.#held = '';
        this.#writtenAt = performance.now();
        if (!this.#response.write(held))
            this.#full();
    }
}

;// CONCATENATED MODULE: ./build/gateway/translating/give.js










async function giveMessage(giving) {
    const { answer, response, options, count } = giving;
    const translated = translateResponse(await readJson(answer), options);
    if ('error' in translated)
        return give_refused(translated.error, answer, giving);
    count.usage(translated.message.usage);
    count.whole();
    giveJson(response, translated.message);
}
const lingerMs = 1_000;
function giveStream(giving) {
    const { answer, response, options, count, meter, left } = giving;
    const translation = new StreamTranslation(options);
    const { stream } = translation;
    const source = plain(answer);
    const outlet = new Outlet(response, () => source.pause());
    return new Promise((resolve) => {
        const give = (events) => {
            const { failure } = stream;
            if (failure !== undefined && !response.headersSent && !stream.hasStarted) {
                inlet.close();
                give_refused(failure, answer, giving);
                source.destroy();
                return resolve();
            }
            if (events !== '' && !response.headersSent)
                startStream(response);
            if (!stream.isOver)
                return outlet.write(events);
            outlet.end(events);
            finish(failure);
        };
        const counted = () => {
            if (stream.hasStarted)
                count.usage(stream.usage ?? estimatedUsage(options.inputTokens));
        };
        const finish = (failure) => {
            inlet.close();
            counted();
            if (failure === undefined) {
                count.whole();
                source.resume();
                const late = setTimeout(() => source.destroy(), lingerMs).unref();
                source.on('close', () => clearTimeout(late));
            }
            else {
                const { type, message } = failure;
                meter.failed({ kind: 'stream', type, message, requestId: (0,upstream/* requestIdOf */.Gb)(answer) });
                source.destroy();
            }
            resolve();
        };
        const inlet = new Inlet(source, (chunk) => {
            (0,memory/* passed */.b)(5 * chunk.length);
            give(translation.push(chunk));
        });
        const end = (how, message) => {
            inlet.flush();
            if (left.aborted) {
                counted();
                resolve();
            }
            else if (!stream.isOver)
                give(translation.end(how, message));
        };
        response.on('drain', () => source.resume());
        source.on('end', () => end('end'));
        source.on('error', (error) => end('cut', error.message));
    });
}
function startStream(response) {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
}
function giveJson(response, body) {
    if (!response.destroyed)
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
function give_refused(error, answer, { response, meter, redactor }) {
    const { status, type, message, headers } = error;
    meter.failed({ kind: 'answer', status, type, message, requestId: (0,upstream/* requestIdOf */.Gb)(answer) });
    if (response.destroyed)
        return;
    response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end((0,reply/* errorBody */.t4)(type, redactor.text(message)));
}

;// CONCATENATED MODULE: ./build/gateway/translating/calls.js












function answerMessage(request, response, translating) {
    return answering(request, response, translating, async (call) => {
        const { body, release } = await call.bodies.read(request);
        try {
            await message(calls_parsed(body), call);
        }
        finally {
            release();
        }
    });
}
function answerCount(request, response, means) {
    return answering(request, response, means, async ({ bodies }) => {
        const { body, release } = await bodies.read(request);
        release();
        giveJson(response, { input_tokens: countTokens(calls_parsed(body)) });
    });
}
function answerModels(which, request, response, means) {
    return answering(request, response, means, async (call) => {
        const { server, connections, left } = call;
        const answer = await proved(server, (proof) => connections.send('GET', server.call(`/models${which}`, {}, proof), Buffer.alloc(0), undefined, left));
        const status = answer.statusCode;
        if (status >= 400)
            return give_refused(toAnthropicError(status, await readError(answer), answer.headers), answer, call);
        if (status >= 300)
            return (0,reply/* redirected */.cP)(answer, response, call);
        const listed = await readJson(answer);
        giveJson(response, which === '' ? translateModels(listed) : (translateModel(listed) ?? {}));
    });
}
async function answering(request, response, translating, answer) {
    const call = { ...translating, request, response, left: (0,leaving/* leaving */.d)(response).signal };
    try {
        call.bodies.declared(request);
        await answer(call);
    }
    catch (error) {
        failed(error, call);
    }
}
async function message(asked, call) {
    const { meter, response } = call;
    const model = isObject(asked) && typeof asked.model === 'string' ? asked.model : '';
    const count = meter.count(model);
    const { answer, names, refusal } = await complete(asked, model, call);
    if (refusal !== undefined)
        return give_refused(refusal, answer, call);
    if (answer.statusCode >= 300)
        return (0,reply/* redirected */.cP)(answer, response, call);
    const { stream } = asked;
    const options = {
        ...{ model, names, takenIds: callIds(asked), inputTokens: countTokens(asked) },
        redact: call.redactor.text,
    };
    const giving = { ...call, answer, options, count };
    return stream === true ? giveStream(giving) : giveMessage(giving);
}
function calls_parsed(body) {
    try {
        return JSON.parse(body.toString('utf8'));
    }
    catch {
        throw new UntranslatableRequest('The body is not JSON.');
    }
}
function failed(error, call) {
    const { response, meter, left } = call;
    if (error instanceof body/* BodyRefused */.pF)
        (0,reply/* refuseBody */.lw)(response, error);
    else if (left.aborted || error instanceof body/* ClientLeft */.V7)
        return;
    else if (error instanceof UntranslatableRequest)
        (0,reply/* reply */.Tm)(response, 400, 'invalid_request_error', error.message);
    else if (error instanceof BrokenOff) {
        meter.failed({ kind: 'stream', type: 'api_error', message: error.message, requestId: undefined });
        (0,reply/* reply */.Tm)(response, 502, 'api_error', error.message);
    }
    else
        (0,reply/* unreachable */.HB)(response, call, error, 401);
}

// EXTERNAL MODULE: ./build/resolve/base-url.js
var base_url = __webpack_require__(3662);
;// CONCATENATED MODULE: ./build/gateway/upstreams/call-path.js

const versioned = /\/v\d+\w*(\/openai)?$/;
function callPath(url, call) {
    const prefix = (0,base_url/* pathPrefix */.YA)(url);
    return versioned.test(prefix) ? prefix + call : `${prefix}/v1${call}`;
}

;// CONCATENATED MODULE: ./build/gateway/upstreams/protocol.js



function protocolShown({ status, headers, text }) {
    const json = protocol_parsed(text);
    const own = json?.type === 'error' || json?.type === 'message';
    const said = (0,provider_error/* readErrorBody */.N)(text).message.slice(0, 200);
    const because = `POST /v1/messages: ${status}${said === '' ? '' : ` (${said})`}`;
    if (status >= 300 && status < 400)
        return { kind: 'elsewhere', because: `${because}, to ${hostOf(headers.location)}` };
    if (status < 300) {
        if (own)
            return { kind: 'anthropic', because };
        return { kind: json?.error === undefined ? 'elsewhere' : 'openai', because };
    }
    if (status === 404 || status === 405 || status === 410 || status === 501)
        return { kind: 'openai', because };
    if (status === 400 && unknownPath.test(said))
        return { kind: 'openai', because };
    if (own)
        return { kind: 'anthropic', because };
    if (status === 401)
        return { kind: 'refused', because };
    if (status === 403 && json === undefined)
        return { kind: 'barred', because };
    if ((status < 429 && status !== 408) || (status === 500 && json !== undefined))
        return { kind: 'anthropic', because };
    return { kind: 'nothing', because };
}
const unknownPath = /(?:invalid|unknown|unrecogni[sz]ed|unsupported) (?:request )?(?:url|path|route|endpoint)|no (?:such )?route/i;
function hostOf(location) {
    return location !== undefined && URL.canParse(location) ? new URL(location).host : 'another path';
}
function protocol_parsed(text) {
    try {
        const json = JSON.parse(text);
        return typeof json === 'object' && json !== null ? json : undefined;
    }
    catch {
        return undefined;
    }
}
async function askProtocol(url, proof, agents, signal) {
    for (let attempt = 1;; attempt++) {
        const proved = await proof.prove(attempt);
        const headers = {
            ...pairs(proved.headers),
            'content-type': 'application/json',
            'anthropic-version': '2023-06-01',
        };
        const answer = await (0,ask/* ask */.k)(new URL(callPath(url, '/messages'), url), headers, agents, signal, '{}');
        if (!(await proof.again(answer.status, proved, attempt)))
            return protocolShown(answer);
    }
}
function pairs(headers) {
    const named = {};
    for (let index = 0; index < headers.length; index += 2)
        named[headers[index]] = headers[index + 1];
    return named;
}

;// CONCATENATED MODULE: ./build/gateway/upstreams/openai.js






const messages = /^\/v1\/messages(\?|$)/;
const tokenCounts = /^\/v1\/messages\/count_tokens(\?|$)/;
const models = /^\/v1\/models(\/[\w@:-][\w.@:-]*(?:(?:\/|%2F)[\w@:-][\w.@:-]*)*)?(?:\?|$)/i;
class OpenAiUpstream {
    proof;
    #url;
    #dialects = new Map();
    constructor({ url }, proof) {
        this.#url = url;
        this.proof = proof;
    }
    route({ method, target }) {
        if ((method === 'HEAD' || method === 'GET') && target === '/')
            return { kind: 'answer', status: 200, body: '' };
        const isServed = (method === 'POST' && (messages.test(target) || tokenCounts.test(target))) ||
            (method === 'GET' && models.test(target));
        return { kind: isServed ? 'forward' : 'refuse' };
    }
    translate(request, response, { method, target }, means) {
        const translating = { ...means, server: this };
        if (method === 'GET')
            return answerModels(models.exec(target)?.[1] ?? '', request, response, translating);
        return tokenCounts.test(target)
            ? answerCount(request, response, translating)
            : answerMessage(request, response, translating);
    }
    dialectOf(model) {
        return this.#dialects.get(model) ?? commonDialect;
    }
    learned(model, lessons) {
        let dialect = this.dialectOf(model);
        for (const { change, lasting } of lessons) {
            if (!lasting)
                continue;
            const without = new Set([...dialect.without, ...(change.without ?? [])]);
            dialect = { ...dialect, ...change, without };
        }
        if (dialect !== this.dialectOf(model))
            this.#dialects.set(model, dialect);
    }
    call(path, headers, { headers: proof }) {
        const named = new Set(proof.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()));
        const own = Object.entries(headers).filter(([name]) => !named.has(name));
        return { url: this.#url, path: callPath(this.#url, path), headers: [...own.flat(), ...proof] };
    }
    async offered(agents, signal) {
        const { headers } = await this.proof.prove(1);
        const url = new URL(callPath(this.#url, '/models'), this.#url);
        const { status, text } = await (0,ask/* ask */.k)(url, pairs(headers), agents, signal);
        if (status !== 200)
            throw new Error(`GET ${url.pathname} was answered with ${status}`);
        return translateModels(JSON.parse(text)).data.map(({ id }) => id);
    }
}

;// CONCATENATED MODULE: ./build/gateway/upstreams/compatible.js







async function openCompatible(plan, key, means) {
    const proof = new key_proof/* KeyProof */.m(plan, key);
    if ((await spoken(plan, proof, means)) === 'anthropic')
        return new anthropic/* AnthropicGatewayUpstream */._({ ...plan, upstream: { url: plan.url } }, proof);
    const upstream = new OpenAiUpstream(plan, proof);
    if (plan.assumed !== undefined)
        throw await unnamed(plan.assumed, upstream, means);
    return upstream;
}
async function asAnthropic(plan, key, means) {
    const proof = new key_proof/* KeyProof */.m(plan, key);
    if ((await spoken(plan, proof, means)) === 'openai')
        throw new errors/* ActionError */.lZ('input-invalid', `isolation is "env": ${plan.url.host} speaks OpenAI's API, which \`claude\` itself does not speak; leave \`isolation\` out.`);
    const auth = { scheme: proof.scheme, other: 'never' };
    return { ...plan, provider: 'anthropic', upstream: { kind: 'gateway', url: plan.url }, auth };
}
async function spoken({ url, protocol }, proof, means) {
    if (protocol !== 'auto')
        return protocol;
    const shown = await asked(url, proof, means);
    switch (shown.kind) {
        case 'anthropic':
            means.say(`proxy-protocol: ${url.host} speaks Anthropic's API (${shown.because}); requests go on as they are`);
            return 'anthropic';
        case 'openai':
            means.say(`proxy-protocol: ${url.host} speaks OpenAI's API (${shown.because}); requests are translated`);
            return 'openai';
        case 'refused':
            means.say(`proxy-protocol: ${url.host} refuses the key (${shown.because}) and is taken to speak OpenAI's API`);
            return 'openai';
        case 'elsewhere':
            throw new errors/* ActionError */.lZ('input-invalid', `base-url: ${url.href} is no API: ${shown.because}.`);
        case 'barred':
            throw new errors/* ActionError */.lZ('provider-auth', `${url.host} lets nobody through: ${shown.because}.`);
        case 'nothing':
            throw new errors/* ActionError */.lZ('provider-unreachable', `${url.host} does not say what it speaks: ${shown.because}. \`proxy-protocol\` can say it in its place.`);
    }
}
const overallMs = 20_000;
const tryMs = 10_000;
class NothingShown extends Error {
    shown;
    constructor(shown) {
        super(shown.because);
        this.shown = shown;
    }
}
async function asked(url, proof, { agents, stop }) {
    const once = async (signal) => {
        const shown = await askProtocol(url, proof, agents, signal);
        if (shown.kind === 'nothing')
            throw new NothingShown(shown);
        return shown;
    };
    const passes = (error) => error instanceof NothingShown || (!(error instanceof errors/* ActionError */.lZ) && !(0,failures/* isLasting */.d)(error));
    try {
        return await (0,retry/* retry */.L)(once, { passes, overallMs, tryMs, stop });
    }
    catch (error) {
        const last = error instanceof retry/* OutOfPatience */.z ? error.cause : error;
        if (last instanceof NothingShown)
            return last.shown;
        if (stop.aborted || error instanceof errors/* ActionError */.lZ)
            throw error;
        throw new errors/* ActionError */.lZ('provider-unreachable', `${url.host} cannot be reached: ${(0,failures/* words */.a)(error)}`, { cause: error });
    }
}
async function unnamed(tier, upstream, { agents, stop }) {
    const offered = await upstream
        .offered(agents, AbortSignal.any([stop, AbortSignal.timeout(tryMs)]))
        .then(listed, (error) => `What it offers could not be found out: ${(0,failures/* words */.a)(error)}.`);
    const cure = `Give one of the server's own names as \`model\`, or say with \`tier-models\` what \`${tier}\` is there.`;
    return new errors/* ActionError */.lZ('input-invalid', `model: is missing. ${cure} ${offered}`);
}
const mostListed = 50;
function listed(models) {
    if (models.length === 0)
        return 'It lists no model.';
    const more = models.length > mostListed ? ` and ${models.length - mostListed} more` : '';
    return `It offers: ${models.slice(0, mostListed).join(', ')}${more}.`;
}


/***/ }),

/***/ 7008:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ ask)
/* harmony export */ });
const longestAnswer = 1 << 20;
function ask(url, headers, agents, signal, body) {
    const secure = url.protocol === 'https:';
    const { request } = secure ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http');
    return new Promise((resolve, reject) => {
        const method = body === undefined ? 'GET' : 'POST';
        const agent = secure ? agents.https : agents.http;
        const asked = request(url, { method, headers, agent, signal }, (answer) => {
            let text = '';
            answer.setEncoding('utf8');
            answer.on('data', (more) => {
                text += more;
                if (text.length > longestAnswer)
                    answer.destroy(new Error(`an answer of over ${longestAnswer} characters`));
            });
            answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
            answer.on('error', reject);
        });
        asked.on('error', (error) => reject(signal.aborted ? signal.reason : error));
        asked.end(body);
    });
}


/***/ })

};
