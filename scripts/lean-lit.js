/**
 * Rollup plugin: leaves out of Lit, in the drop-in script, the paths that nothing in it can take. A first view's budget
 * is 13 KiB, of which Lit whole is more than a third.
 *
 * Lit's files are as published; each edit below names a piece of them and what stands there instead. A Lit in which
 * a piece is not found, or found twice, fails the build: then this file is looked at again. The modules for bundlers
 * take Lit as it is. What keeps templates safe stays: only a real template literal is parsed, by Lit's own policy. What keeps templates safe stays: only a real template literal is parsed, by Lit's own policy.
 */
export function leanLit() {
  const missing = new Set(Object.keys(edits));
  return {
    name: 'lean-lit',
    transform(code, id) {
      const file = Object.keys(edits).find((name) => id.endsWith(`/${name}`));
      if (!file) return null;
      missing.delete(file);
      for (const [piece, instead] of edits[file]) {
        if (code.split(piece).length !== 2) this.error(`lean-lit: ${file} is another Lit's, without: ${piece}`);
        code = code.replace(piece, () => instead);
      }
      return { code, map: null };
    },
    buildEnd(error) {
      if (!error && missing.size) this.error(`lean-lit: not part of the bundle: ${[...missing]}`);
    },
  };
}

const edits = {
  'lit-html/lit-html.js': [
    // Templates of SVG and MathML.
    [
      'x=t=>(i,...s)=>({_$litType$:t,strings:i,values:s}),b=x(1),w=x(2),T=x(3)',
      'b=(i,...s)=>({_$litType$:1,strings:i,values:s}),w=0,T=0',
    ],
    ['constructor({strings:t,_$litType$:i},e)', 'constructor({strings:t})'],
    [
      'if(this.el=S.createElement(f,e),P.currentNode=this.el.content,2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}',
      'this.el=S.createElement(f);P.currentNode=this.el.content;',
    ],
    // Expressions within script, style, textarea and title; within comments; in the place of a tag's or an attribute's name.
    // A scanner of tags and quotes: scripts/minify-templates.js sees to it that an expression stands where an element's
    // child or a whole attribute does, and which of both the letters before it tell.
    [
      '(t,i)=>{const s=t.length-1,e=[];let n,l=2===i?"<svg>":3===i?"<math>":"",c=v;for(let i=0;i<s;i++){const s=t[i];let a,u,d=-1,f=0;for(;f<s.length&&(c.lastIndex=f,u=c.exec(s),null!==u);)f=c.lastIndex,c===v?"!--"===u[1]?c=_:void 0!==u[1]?c=m:void 0!==u[2]?(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p):void 0!==u[3]&&(c=p):c===p?">"===u[0]?(c=n??v,d=-1):void 0===u[1]?d=-2:(d=c.lastIndex-u[2].length,a=u[1],c=void 0===u[3]?p:\'"\'===u[3]?$:g):c===$||c===g?c=p:c===_||c===m?c=v:(c=p,n=void 0);const x=c===p&&t[i+1].startsWith("/>")?" ":"";l+=c===v?s+r:d>=0?(e.push(a),s.slice(0,d)+h+s.slice(d)+o+x):s+o+(-2===d?i:x)}return[V(t,l+(t[s]||"<?>")+(2===i?"</svg>":3===i?"</math>":"")),e]}',
      't=>{const s=t.length-1,e=[];let l="";for(let i=0;i<s;i++){const s=t[i],u=/ ([^ ]+)=$/.exec(s);l+=u?(e.push(u[1]),s.slice(0,-1)+h+"="+o):s+r}return[V(t,l+t[s]),e]}',
    ],
    [
      's=r.getAttribute(t).split(o),e=/([.?@])?(.*)/.exec(i);d.push({type:1,index:l,name:e[2],strings:s,ctor:',
      'e=/([.?@])?(.*)/.exec(i);d.push({type:1,index:l,name:e[2],ctor:',
    ],
    [
      'for(const s of this._$AV)void 0!==s&&(void 0!==s.strings?(s._$AI(t,s,i),i+=s.strings.length-2):s._$AI(t[i])),i++',
      'for(const s of this._$AV)s._$AI(t[i++])',
    ],
    ['else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));', ''],
    [
      'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
      '',
    ],
    [
      'else if(8===r.nodeType)if(r.data===n)d.push({type:2,index:l});else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}',
      'else r.data===n&&d.push({type:2,index:l});',
    ],
    ['1===r.type?i=new r.ctor(h,r.name,r.strings,this,t):6===r.type&&(i=new Z(h,this,t))', 'i=new r.ctor(h,r.name,t)'],
    // Directives, and what lets them know of their surroundings.
    [
      'function M(t,i,s=t,e){if(i===E)return i;let h=void 0!==e?s._$Co?.[e]:s._$Cl;const o=a(i)?void 0:i._$litDirective$;return h?.constructor!==o&&(h?._$AO?.(!1),void 0===o?h=void 0:(h=new o(t),h._$AT(t,s,e)),void 0!==e?(s._$Co??=[])[e]=h:s._$Cl=h),void 0!==h&&(i=M(t,h._$AS(t,i.values),h,e)),i}',
      '',
    ],
    [
      'this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=i}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}',
      'this._$AV=[],this._$AD=t}',
    ],
    ['(t?.creationScope??l).importNode', 'l.importNode'],
    [
      'get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,i,s,e){this.type=2,this._$AH=A,this._$AN=void 0,this._$AA=t,this._$AB=i,this._$AM=s,this.options=e,this._$Cv=e?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode;const i=this._$AM;return void 0!==i&&11===t?.nodeType&&(t=i.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,i=this){t=M(this,t,i),a(t)?',
      'constructor(t,i,e){this._$AH=A,this._$AA=t,this._$AB=i,this.options=e}_$AI(t){a(t)?',
    ],
    ['t!==this._$AH&&t!==E&&this._(t)', 't!==this._$AH&&this._(t)'],
    ['for(this._$AP?.(!1,!0,s);', 'for(;'],
    ['setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}', ''],
    [
      'get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,i,s,e,h){this.type=1,this._$AH=A,this._$AN=void 0,this.element=t,this.name=i,this._$AM=e,this.options=h,s.length>2||""!==s[0]||""!==s[1]?(this._$AH=Array(s.length-1).fill(new String),this.strings=s):this._$AH=A}_$AI(t,i=this,s,e){const h=this.strings;let o=!1;if(void 0===h)t=M(this,t,i,0),o=!a(t)||t!==this._$AH&&t!==E,o&&(this._$AH=t);else{const e=t;let n,r;for(t=h[0],n=0;n<h.length-1;n++)r=M(this,e[s+n],i,n),r===E&&(r=this._$AH[n]),o||=!a(r)||r!==this._$AH[n],r===A?t=A:t!==A&&(t+=(r??"")+h[n+1]),this._$AH[n]=r}o&&!e&&this.j(t)}',
      'constructor(t,i,h){this._$AH=A,this.element=t,this.name=i,this.options=h}_$AI(t){(!a(t)||t!==this._$AH)&&this.j(this._$AH=t)}',
    ],
    ['{constructor(){super(...arguments),this.type=3}j(t)', '{j(t)'],
    ['{constructor(){super(...arguments),this.type=4}j(t)', '{j(t)'],
    ['constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}', ''],
    [
      'class Z{constructor(t,i,s){this.element=t,this.type=6,this._$AN=void 0,this._$AM=i,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(t){M(this,t)}}',
      '',
    ],
    // Listeners with options, and such as are objects.
    [
      '_$AI(t,i=this){if((t=M(this,t,i,0)??A)===E)return;const s=this._$AH,e=t===A&&s!==A||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive,h=t!==A&&(s===A||e);e&&this.element.removeEventListener(this.name,this,s),h&&this.element.addEventListener(this.name,this,t),this._$AH=t}',
      '_$AI(t){this._$AH===A&&this.element.addEventListener(this.name,this),this._$AH=t}',
    ],
    [
      '"function"==typeof this._$AH?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)',
      'this._$AH.call(this.options?.host,t)',
    ],
    // Shady DOM.
    ['const s=i(t).nextSibling;i(t).remove(),t=s', 'const s=t.nextSibling;t.remove(),t=s'],
    // Kinds of parts: one of an attribute has a class of its own, any other is a child.
    [
      '2===r.type?i=new k(h,h.nextSibling,this,t):i=new r.ctor(h,r.name,t)',
      'i=r.ctor?new r.ctor(h,r.name,t):new k(h,h.nextSibling,t)',
    ],
    ['d.push({type:1,index:l,name', 'd.push({index:l,name'],
    ['d.push({type:2,index:l})', 'd.push({index:l})'],
    ['if(r.hasAttributes())for(const', 'for(const'],
    // What a part was told of those above it.
    ['new k(this.O(c()),this.O(c()),this,this.options)', 'new k(this.O(c()),this.O(c()),this.options)'],
    ['new R(e,this)', 'new R(e)'],
    // Values to iterate over other than arrays.
    ['d=t=>u(t)||"function"==typeof t?.[Symbol.iterator],', 'd=u,'],
    // Compiled templates.
    [
      '{values:i,_$litType$:s}=t,e="number"==typeof s?this._$AC(t):(void 0===s.el&&(s.el=S.createElement(V(s.h,s.h[0]),this.options)),s)',
      '{values:i}=t,e=this._$AC(t)',
    ],
    // What polyfills, hydration and a page's other Lits ask for.
    [
      'const j={M:h,P:o,A:n,C:1,L:N,R,D:d,V:M,I:k,H,N:L,U:z,B:I,F:Z},B=t.litHtmlPolyfillSupport;B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");',
      'const j=0;',
    ],
    [
      'const e=s?.renderBefore??i;let h=e._$litPart$;if(void 0===h){const t=s?.renderBefore??null;e._$litPart$=h=new k(i.insertBefore(c(),t),t,void 0,s??{})}return h._$AI(t),h',
      '(i._$litPart$??=new k(i.appendChild(c()),null,s))._$AI(t)',
    ],
  ],
  '@lit/reactive-element/reactive-element.js': [
    // Objects and arrays in attributes, converters, tests for change, and defaults of one's own.
    ['c=a.trustedTypes,l=c?c.emptyScript:"",', ''],
    [
      'u={toAttribute(t,s){switch(s){case Boolean:t=t?l:null;break;case Object:case Array:t=null==t?t:JSON.stringify(t)}return t},fromAttribute(t,s){let i=t;switch(s){case Boolean:i=null!==t;break;case Number:i=null===t?null:Number(t);break;case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}}return i}},',
      'u={toAttribute:(t,s)=>s===Boolean?t?"":null:t,fromAttribute:(t,s)=>s===Boolean?null!==t:s===Number&&null!==t?Number(t):t},',
    ],
    ['(void 0!==i.converter?.toAttribute?i.converter:u)', 'u'],
    [
      'h="function"==typeof t.converter?{fromAttribute:t.converter}:void 0!==t.converter?.fromAttribute?t.converter:u;',
      'h=u;',
    ],
    ['const r=h.fromAttribute(s,t.type);this[e]=r??this._$Ej?.get(e)??r,', 'this[e]=h.fromAttribute(s,t.type),'],
    ['b={attribute:!0,type:String,converter:u,reflect:!1,useDefault:!1,hasChanged:f}', 'b={}'],
    [
      'requestUpdate(t,s,i,e=!1,h){if(void 0!==t){const r=this.constructor;if(!1===e&&(h=this[t]),i??=r.getPropertyOptions(t),!((i.hasChanged??f)(h,s)||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i))))return;this.C(t,s,i)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(t,s,{useDefault:i,reflect:e,wrapped:h},r){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(this._$AL.has(t)||(this.hasUpdated||i||(s=void 0),this._$AL.set(t,s)),!0===e&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}',
      'requestUpdate(t,s,i){if(t){if(!f(this[t],s))return;this._$AL.has(t)||this._$AL.set(t,this.hasUpdated?s:void 0),i.reflect&&this._$Em!==t&&(this._$Eq??=new Set).add(t)}this.isUpdatePending||(this._$ES=this._$EP())}',
    ],
    // Decorators, and accessors below those that Lit makes.
    ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ''],
    [
      'const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);if(void 0!==s)for(const[t,i]of s)this.elementProperties.set(t,i)}',
      '',
    ],
    ['static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}', ''],
    ['void 0!==t.l&&(this.l=[...t.l]),', ''],
    [',this.constructor.l?.forEach(t=>t(this))', ''],
    ['this._$Ei(),this.prototype.hasOwnProperty(t)&&((s=Object.create(s)).wrapped=!0),', ''],
    [
      'const i=Symbol(),h=this.getPropertyDescriptor(t,i,s);void 0!==h&&e(this.prototype,t,h)',
      'const i=Symbol();e(this.prototype,t,this.getPropertyDescriptor(t,i,s))',
    ],
    [
      'const{get:e,set:r}=h(this.prototype,t)??{get(){return this[s]},set(t){this[s]=t}};return{get:e,set(s){const h=e?.call(this);r?.call(this,s),this.requestUpdate(t,h,i)},configurable:!0,enumerable:!0}',
      'return{get(){return this[s]},set(e){const h=this[s];this[s]=e,this.requestUpdate(t,h,i)},configurable:!0}',
    ],
    [
      'const t=this.constructor.elementProperties;if(t.size>0)for(const[s,i]of t){const{wrapped:t}=i,e=this[s];!0!==t||this._$AL.has(s)||void 0===e||this.C(s,void 0,i,e)}',
      '',
    ],
    [
      'const t=this.properties,s=[...r(t),...o(t)];for(const i of s)this.createProperty(i,t[i])',
      'const t=this.properties;for(const i of r(t))this.createProperty(i,t[i])',
    ],
    // Controllers.
    [
      'addController(t){(this._$EO??=new Set).add(t),void 0!==this.renderRoot&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}',
      '',
    ],
    ['this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())', 'this.enableUpdating(!0)'],
    ['disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}', 'disconnectedCallback(){}'],
    ['this._$EO?.forEach(t=>t.hostUpdate?.()),', ''],
    ['this._$EO?.forEach(t=>t.hostUpdated?.()),', ''],
    // Ways to delay or leave out an update.
    [
      'const t=this.scheduleUpdate();return null!=t&&await t,!this.isUpdatePending',
      'return this.performUpdate(),!this.isUpdatePending',
    ],
    ['scheduleUpdate(){return this.performUpdate()}', ''],
    ['t=this.shouldUpdate(s),t?(this.willUpdate(s),this.update(s)):this._$EM()', 'this.willUpdate(s),this.update(s)'],
    ['let t=!1;const s=this._$AL;try{', 'const s=this._$AL;try{'],
    ['catch(s){throw t=!1,this._$EM(),s}t&&this._$AE(s)', 'catch(t){throw this._$EM(),t}this._$AE(s)'],
    ['shouldUpdate(t){return!0}', ''],
    ['return this.getUpdateComplete()}getUpdateComplete(){', ''],
    // Styles nested or named twice.
    [
      'static finalizeStyles(s){const i=[];if(Array.isArray(s)){const e=new Set(s.flat(1/0).reverse());for(const s of e)i.unshift(t(s))}else void 0!==s&&i.push(t(s));return i}',
      'static finalizeStyles(s){return[s].flat()}',
    ],
    // Polyfills.
    [',p=a.reactiveElementPolyfillSupport', ',p=0'],
    [',p?.({ReactiveElement:y}),(a.reactiveElementVersions??=[]).push("2.1.2")', ''],
  ],
  'lit-element/lit-element.js': [
    [
      'this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){const t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}',
      'this.renderOptions={host:this}}',
    ],
    [
      'this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=e(',
      'super.update(t),e(',
    ],
    [
      'connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return r}',
      '',
    ],
    [
      'i._$litElement$=!0,i["finalized"]=!0,s.litElementHydrateSupport?.({LitElement:i});const o=s.litElementPolyfillSupport;o?.({LitElement:i});const n={_$AK:(t,e,r)=>{t._$AK(e,r)},_$AL:t=>t._$AL};(s.litElementVersions??=[]).push("4.2.2");',
      'i["finalized"]=!0;const n=0;',
    ],
  ],
};
