/** A form sends its empty fields too, and an empty param is a mistake: they are left out. All that runs in the page. */
export const TRY_SCRIPT =
  "addEventListener('submit',e=>{const f=[...e.target.elements].filter(i=>i.name&&i.value==='');" +
  'for(const i of f)i.disabled=true;setTimeout(()=>{for(const i of f)i.disabled=false})})';
