/** Pictures, styles, scripts, fonts, sounds, what systems leave behind: by their names no articles. */
const noArticle =
  /\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|heic|css|m?js|json|map|woff2?|ttf|otf|eot|mp[34]|m4[av]|mov|avi|webm|og[gv]|wav|exe|dll|db|ini|ds_store|download)$/i;

/** Is the file by its name no article? */
export function isNamedNoArticle(path: string): boolean {
  return noArticle.test(path);
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

/** The same, told by the name alone: where nobody can say whether the page is there, an article in such a folder stays one. */
export function isNamedPagePart(path: string): boolean {
  return path.search(partsFolder) >= 0 && (isNamedNoArticle(path) || savedFrame.test(path));
}
