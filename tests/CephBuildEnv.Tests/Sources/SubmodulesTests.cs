using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>What a repository that means no good can write into .gitmodules.</summary>
public sealed class SubmodulesTests : IDisposable
{
    private readonly TempFolder _upstream = new();
    private SourceWorld? _world;

    public void Dispose()
    {
        _world?.Dispose();
        _upstream.Dispose();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("../../../evil")]
    [InlineData("/tmp/evil")]
    [InlineData("a/../../evil")]
    public async Task A_name_that_leads_out_of_the_store_is_passed_over(string name)
    {
        await CommitAsync(name, "inner", $"{_upstream.Path}/bits.git");

        await _world!.FillAsync("main");

        Directory.Exists(Path.Combine(_world.Mirror.Folder, "modules")).ShouldBeFalse();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("ext::sh -c 'touch /tmp/evil'")]
    [InlineData("--upload-pack=touch /tmp/evil")]
    [InlineData("ssh://-oProxyCommand=touch/x")]
    [InlineData("../../../../../../../../../../../../etc")]
    public async Task A_url_that_runs_a_program_or_leads_elsewhere_is_refused(string url)
    {
        await CommitAsync("inner", "inner", url);

        await Should.ThrowAsync<UserException>(() => _world!.FillAsync("main"));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_entry_without_a_commit_is_passed_over()
    {
        await CommitAsync("inner", "elsewhere", $"{_upstream.Path}/bits.git");

        (await _world!.FillAsync("main")).Length.ShouldBe(40);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_submodule_whose_pinned_commit_no_branch_has_is_fetched_by_its_id()
    {
        var bits = await CommitAsync("inner", "inner", $"{_upstream.Path}/bits.git");
        await Shell.RunAsync(_upstream.At("bits.git"), "git", "config", "uploadpack.allowAnySHA1InWant", "true");
        await Shell.RunAsync(_upstream.At("bits.git"), "git", "update-ref", "refs/heads/main", await NewCommitAsync(_upstream.At("bits.git")));

        await _world!.FillAsync("main");

        new Mirror(Path.Combine(_world.Mirror.Folder, "modules/inner"), RepositoryUrl.Parse("/x/y")).HasCommit(bits).ShouldBeTrue();
    }

    // A repository with one submodule, pinned at the path "inner"; returns the pinned commit.
    private async Task<string> CommitAsync(string name, string path, string url)
    {
        var (main, bits) = (_upstream.At("main.git"), _upstream.At("bits.git"));
        foreach (var repository in new[] { main, bits })
            await Shell.RunAsync("/", "git", "init", "--quiet", "--bare", "--initial-branch=main", repository);
        var pinned = await NewCommitAsync(bits);
        await Shell.RunAsync(bits, "git", "update-ref", "refs/heads/main", pinned);
        var modules = _upstream.Write("gitmodules", $"[submodule \"{name}\"]\n\tpath = {path}\n\turl = \"{url}\"\n");
        var blob = await Shell.RunAsync(main, "git", "hash-object", "-w", modules);
        var listing = _upstream.Write("listing", $"100644 blob {blob}\t.gitmodules\n160000 commit {pinned}\tinner\n");
        var tree = await Shell.RunAsync(main, "bash", "-c", "git mktree --missing <\"$1\"", "bash", listing);
        await Shell.RunAsync(main, "git", "update-ref", "refs/heads/main", await Shell.RunAsync(main, "git", "commit-tree", tree, "-m", "x"));
        _world = new(RepositoryUrl.Parse(main));
        return pinned;
    }

    private static async Task<string> NewCommitAsync(string repository) => await Shell.RunAsync(
        repository, "git", "commit-tree", await Shell.RunAsync(repository, "git", "hash-object", "-t", "tree", "-w", "/dev/null"), "-m", $"{Guid.NewGuid()}");
}
