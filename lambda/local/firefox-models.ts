/** One file of a model, as its publisher lists it. */
export interface ModelFile {
  readonly name: string;
  /** Below the base address. */
  readonly location: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A model for one language pair. */
export interface ModelFiles {
  readonly version: string;
  readonly model: ModelFile;
  /** Which words a source word can become: makes translating several times faster. */
  readonly shortlist?: ModelFile;
  readonly sourceVocabulary: ModelFile;
  /** The same file as the source's, where the model has one vocabulary. */
  readonly targetVocabulary: ModelFile;
}

/** By language pair: `en-ko`. */
export type ModelCatalogue = Readonly<Record<string, ModelFiles>>;

/** Mozilla's delivery service: for a person's own use, once, into a cache. A deployment serves the files itself. */
export const defaultModelsUrl = 'https://firefox-settings-attachments.cdn.mozilla.net/';

export const modelsLicence = 'Mozilla Public License 2.0, https://github.com/mozilla/translations';

const folder = 'main-workspace/translations-models';

const koreanVocabulary: ModelFile = {
  name: 'vocab.enko.spm',
  location: `${folder}/2143a895-2f68-4f00-8ebc-40c9563f304d.spm`,
  bytes: 1_406_926,
  sha256: '709bf0e425345e0e92ce41ed84348a1296a2107c92bdb6624404450ffecbd1f9',
};

/** Firefox Translations models as published in the collection `translations-models`, looked up in 2026. */
export const firefoxModels: ModelCatalogue = {
  'en-ko': {
    version: '2.0',
    model: {
      name: 'model.enko.intgemm.alphas.bin',
      location: `${folder}/4041be52-9e75-41f1-9d4f-04801f112553.bin`,
      bytes: 59_504_955,
      sha256: '1c310a79b61b8824b2eb26b045db043d92722f3e66ea06998f7c89f48da9f6bc',
    },
    shortlist: {
      name: 'lex.50.50.enko.s2t.bin',
      location: `${folder}/f8a94a6b-264c-4c06-8016-2b57364fbd90.bin`,
      bytes: 6_676_356,
      sha256: '7734265822ce315c72334ad538e698ab3900ab8e8f04bd43768d0aecad6b6df7',
    },
    sourceVocabulary: koreanVocabulary,
    targetVocabulary: koreanVocabulary,
  },
  'en-ja': {
    version: '2.3',
    model: {
      name: 'model.enja.intgemm.alphas.bin',
      location: `${folder}/4e19636e-4644-4072-8a05-9ef695d4a3ae.bin`,
      bytes: 43_849_787,
      sha256: '59ae659f9bb63e4f81f474fe3c03d3f4499434b5f9e779fab7c12a45f31fd562',
    },
    shortlist: {
      name: 'lex.50.50.enja.s2t.bin',
      location: `${folder}/87258444-8fac-4d3c-a175-9275e9d10ffa.bin`,
      bytes: 4_128_360,
      sha256: 'edfb7eb47b98a2689b804ab3614c31b24f1257aa54b1154da3d85e1ae8152d9f',
    },
    sourceVocabulary: {
      name: 'srcvocab.enja.spm',
      location: `${folder}/cdea5422-fe0d-4941-a653-ca090423e8f8.spm`,
      bytes: 796_275,
      sha256: '970c98d174fc01e0339fbabbf45af36a4be3f26f819ec1a5ea1189f71e091889',
    },
    targetVocabulary: {
      name: 'trgvocab.enja.spm',
      location: `${folder}/5c1a663f-5736-4100-b681-c6737fe79cb5.spm`,
      bytes: 827_144,
      sha256: '3b3d9f8f3a034d98d0a476f1794fa79c01e4e98a967ceb6777a66ba2d03ec1e1',
    },
  },
};
