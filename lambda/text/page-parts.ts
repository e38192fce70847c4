/** Pictures, styles, scripts, fonts, sounds, what systems leave behind: by their names no articles. */
const noArticle =
  /\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|heic|css|m?js|json|map|woff2?|ttf|otf|eot|mp[34]|m4[av]|mov|avi|webm|og[gv]|wav|exe|dll|db|ini|ds_store|download)$/i;

/** Is the file by its name no article? */
export function isNamedNoArticle(path: string): boolean {
  return noArticle.test(path);
}

/** What Windows and macOS put into folders by themselves. */
const systemFile = /(?:^|\/)(?:thumbs\.db|ehthumbs(?:_vista)?\.db|desktop\.ini|\.ds_store)$/i;

export function isSystemFile(path: string): boolean {
  return systemFile.test(path);
}

/** Word, Excel and PowerPoint keep such a file beside a document that is open: whose it is, in 162 or 165 bytes. */
const lockName = /(?:^|\/)~\$[^/]*\.(?:doc|dot|rtf|xls|xlt|ppt|pot)[xmb]?$/i;
const lockBytes = 165;

/** Is it the lock of an open document? An article can have such a name, but not in so few bytes. */
export function isLockFile(path: string, bytes: number): boolean {
  return lockName.test(path) && bytes <= lockBytes;
}

/** The folder in which browsers put what belongs to a page they save whole: `Title_files/` beside `Title.html`. */
const partsFolder = /(?:_files|\.files|-Dateien)\//g;

/** Is the file in the folder of a page that a browser saved whole? */
export function isBesidePage(path: string, exists: (page: string) => boolean): boolean {
  return [...path.matchAll(partsFolder)].some(({ index }) =>
    ['html', 'htm', 'xhtml'].some((ending) => exists(`${path.slice(0, index)}.${ending}`)),
  );
}

/** The frames of a page, as Chromium names them. */
const savedFrame = /(?:^|\/)saved_resource(?:\(\d+\))?\.html$/;

/**
 * Can the file be no article, told by its name alone? Where nobody can say whether a page is there, an article in a folder named like
 * that of its parts stays one.
 */
export function isSurelyNoArticle(path: string): boolean {
  if (isSystemFile(path)) return true;
  return path.search(partsFolder) >= 0 && (isNamedNoArticle(path) || savedFrame.test(path));
}
