import { AccountApi, CaseworkApi, Configuration } from './index';

declare const process: { argv: string[]; exit(code: number): never };
declare const crypto: { randomUUID(): string };

/** What a first user of the generated client writes: sign in, report, find it in the list. */
async function story(server: string, username: string, password: string): Promise<void> {
  const basePath = server + '/api/v1';
  const tokens = await new AccountApi(new Configuration({ basePath })).signIn({ signInRequest: { username, password } });
  const headers = { Authorization: 'Bearer ' + tokens.accessToken };
  const cases = new CaseworkApi(new Configuration({ basePath, headers }));
  const made = await cases.reportCase({
    idempotencyKey: crypto.randomUUID(),
    reportCaseRequest: { description: '井盖松动', position: { longitude: 104.76, latitude: 31.4576 } },
  });
  const page = await cases.listCases({ reporter: 'me' });
  console.log('typescript ' + made.number + ' listed=' + page.items.some((item) => item.id === made.id));
}

story(process.argv[2], process.argv[3], process.argv[4]).catch((failure) => {
  console.error(failure);
  process.exit(1);
});
