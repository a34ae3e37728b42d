// Keeps the page itself on the telephone, so that it opens without signal. Answers are none of its business: they are
// kept by the page. The server puts the list of what belongs to this version before this text.
declare const FIELD: { base: string; files: string[] };

const scope = self as unknown as ServiceWorkerGlobalScope;
const CACHE = `field ${FIELD.base}`;
const PATIENCE = 4_000;
const PAGES = ["/field?lang=th", "/field?lang=en"];

// What the library of the browser's types says of workers stands against that of pages; this is what is used of it.
interface ServiceWorkerGlobalScope {
  addEventListener(name: "install" | "activate", work: (event: { waitUntil(done: Promise<unknown>): void }) => void): void;
  addEventListener(name: "fetch", work: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}

async function keep(cache: Cache, address: string): Promise<void> {
  const answer = await fetch(address, { credentials: "omit", cache: "no-cache" });
  if (!answer.ok) throw new Error(address);
  await cache.put(address, answer);
}

scope.addEventListener("install", (event) => {
  const all = [...PAGES, "/field/manifest.webmanifest", ...FIELD.files.map((file) => `${FIELD.base}/${file}`)];
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.all(all.map((address) => keep(cache, address)))).then(() => scope.skipWaiting()));
});

scope.addEventListener("activate", (event) => {
  // One version before stays, for a tab that is still open in it.
  const older = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("field "));
    const gone = names.filter((name) => name !== CACHE).slice(0, -1);
    await Promise.all(gone.map((name) => caches.delete(name)));
    await scope.clients.claim();
  };
  event.waitUntil(older());
});

async function page(request: Request): Promise<Response> {
  const language = new URL(request.url).searchParams.get("lang");
  const chosen = language === "en" || language === "th" ? language : ((await lastLanguage()) ?? "th");
  const address = `/field?lang=${chosen}`;
  const cache = await caches.open(CACHE);
  await cache.put("/field/language", new Response(chosen));
  try {
    const answer = await fetch(address, { credentials: "omit", cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
    // What somebody else's sign-in page says is not this page.
    if (answer.ok && !answer.redirected && answer.headers.get("content-security-policy")) {
      await cache.put(address, answer.clone());
      return answer;
    }
  } catch {
    // No signal.
  }
  return (await caches.match(address)) ?? Response.error();
}

const lastLanguage = async (): Promise<string | undefined> => (await caches.match("/field/language"))?.text();

scope.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (event.request.mode === "navigate" && address.pathname === "/field") event.respondWith(page(event.request));
  else if (address.pathname.startsWith("/assets/") || address.pathname === "/field/manifest.webmanifest") {
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
  }
});

export {};
