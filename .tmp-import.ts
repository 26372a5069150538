import { readFileSync } from 'node:fs';
import { readProgrammeFile, importProgramme } from './local/programme/import.ts';
import { shiftDays, daysUntilOn } from './graphql/programme/event-programme.ts';
const at = JSON.parse(readFileSync('/tmp/mine.json','utf8'));
const token = async () => (await (await fetch(`${at.control}/token?role=operator`, { headers: { 'x-butai-control': '1' } })).json() as {token:string}).token;
const t = await token(); 
const p = await readProgrammeFile('examples/programme.csv');
const programme = shiftDays(p, daysUntilOn(p, new Date()));
const gql = async (query: string, variables: object) => (await fetch(at.graphql,{method:'POST',headers:{'content-type':'application/json',authorization:t},body:JSON.stringify({query,variables})})).json();
for (let i=0;i<2;i++) { console.time('import'); await importProgramme(programme,{url:at.graphql,token:async()=>t,stateOfNew:'LIVE',print:console.log}); console.timeEnd('import'); }
const site = async (f: string) => { const r = await fetch(`${at.site}/${f}`); return r.ok ? await r.json() as any : r.status; };
const untilTrue = async (f: () => Promise<boolean>) => { const b=performance.now(); while(!(await f())) { if (performance.now()-b>20000) throw new Error('never'); await new Promise(r=>setTimeout(r,20)); } return Math.round(performance.now()-b); };
console.log('site.json', await untilTrue(async()=>{const s=await site('live/site.json'); return s?.events?.[0]?.stages?.length===4}),'ms');
console.log('snapshot', await untilTrue(async()=>{const s=await site('live/matsuri26.main.json'); return s?.state?.programme && (s.texts[s.state.programme].sessions.length===33)}),'ms');
const s0 = await site('live/matsuri26.main.json'); console.log(s0.state.seq, s0.state.next?.id, Object.keys(s0.texts).length, s0.state.beat);
console.log('text file', (await site(`text/matsuri26.main/${s0.state.programme}.json`)).sessions.length);
const stage = (await gql('query($id:ID!){stage(id:$id){version}}',{id:'matsuri26.main'}) as any).data.stage;
console.log(JSON.stringify(await gql('mutation($v:Int!){startSession(stage:"matsuri26.main",session:"matsuri26.main.keynote",expected:$v){version session}}',{v:stage.version})));
console.log('on air', await untilTrue(async()=>(await site('live/matsuri26.main.json')).state.session?.id==='matsuri26.main.keynote'),'ms');
// again with an edit at the desk and a started session
const changed = {...programme, sessions: programme.sessions.map(x=>x.id==='matsuri26.main.keynote'||x.id==='matsuri26.main.reef'?{...x,title:[{lang:'ja',value:'変更'}]}:x)};
const reef = programme.sessions.find(x=>x.id==='matsuri26.main.reef')!; const {stage:_s,...input}=reef;
console.log(JSON.stringify(await gql('mutation($i:SessionInput!,$e:Int){putSession(input:$i,expected:$e){edited version}}',{i:{...input,title:[{lang:'ja',value:'机で直した'}]},e:1})));
await importProgramme(changed,{url:at.graphql,token:async()=>t,stateOfNew:'LIVE',print:console.log});
console.log('beat', await untilTrue(async()=>!!(await site('live/matsuri26.main.json')).state.beat).catch(String));
const post = await fetch(`${at.session}`,{method:'POST',headers:{'content-type':'application/json'},body:JSON.stringify({event:'matsuri26'})}); console.log(post.status, Object.keys(await post.json() as object));
const past = await fetch(`${at.issuer}/session`,{method:'POST',body:JSON.stringify({event:'matsuri26'})}); console.log('past the edge', past.status, await past.text());
