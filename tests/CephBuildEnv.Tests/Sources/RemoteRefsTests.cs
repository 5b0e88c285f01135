using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>What a repository is asked before anything is fetched.</summary>
public sealed class RemoteRefsTests(SampleServer sample)
{
    private static readonly Git Git = new(new Dictionary<string, string>(), _ => { });

    [Theory(Timeout = 60_000)]
    [InlineData("reef")]
    [InlineData("v12.2.10")]
    [InlineData("0123456789abcdef")]
    public async Task Branches_tags_and_what_may_be_a_commit_are_accepted(string name) =>
        await Should.NotThrowAsync(() => RemoteRefs.RequireAsync(Git, sample.Url, name, TestHost.Token));

    [Theory(Timeout = 60_000)]
    [InlineData("luminuos", "did you mean 'luminous'?")]
    [InlineData("v18.2.8", "did you mean 'v18.2.7'?")]
    [InlineData("nothing-like-it", "it has luminous, main, quickstart, reef, v12.2.10, v18.2.7, v20.0.0")]
    public async Task Others_are_refused_with_what_there_is(string name, string hint) =>
        (await Should.ThrowAsync<UserException>(() => RemoteRefs.RequireAsync(Git, sample.Url, name, TestHost.Token))).Message.ShouldContain(hint);

    [Fact(Timeout = 60_000)]
    public async Task A_repository_that_does_not_exist_is_named_with_gits_own_words()
    {
        var url = sample.Url.Resolve("../none.git");

        (await Should.ThrowAsync<UserException>(() => RemoteRefs.RequireAsync(Git, url, "reef", TestHost.Token)))
            .Message.ShouldMatch($@"^{url} does not answer \(fatal: .*\); check the network and --repository$");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_path_of_this_host_can_be_a_repository() =>
        await Should.NotThrowAsync(() => RemoteRefs.RequireAsync(Git, RepositoryUrl.Parse($"{sample.Folder}/ceph.git"), "reef", TestHost.Token));
}
