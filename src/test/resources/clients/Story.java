import client.ApiClient;
import client.api.AccountApi;
import client.api.CaseworkApi;
import client.model.CaseView;
import client.model.MeasuredPosition;
import client.model.ReportCaseRequest;
import client.model.SignInRequest;
import java.util.List;
import java.util.UUID;

/** What a first user of the generated client writes: sign in, report, find it in the list. */
public final class Story {

    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0] + "/api/v1");
        String token = new AccountApi(client)
                .signIn(AccountApi.APISignInRequest.newBuilder()
                        .signInRequest(new SignInRequest().username(arguments[1]).password(arguments[2]))
                        .build())
                .getAccessToken();
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        CaseworkApi cases = new CaseworkApi(client);
        CaseView made = cases.reportCase(CaseworkApi.APIReportCaseRequest.newBuilder()
                .idempotencyKey(UUID.randomUUID())
                .reportCaseRequest(new ReportCaseRequest()
                        .description("井盖松动")
                        .position(new MeasuredPosition().longitude(104.76).latitude(31.4576)))
                .build());
        boolean listed = cases
                .listCases(CaseworkApi.APIListCasesRequest.newBuilder().reporter("me").build())
                .getItems()
                .stream()
                .anyMatch(item -> item.getId().equals(made.getId()));
        System.out.println("java " + made.getNumber() + " listed=" + listed);
    }
}
