using CephBuildEnv.Environments;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>Questions that a mirror answers without a checkout.</summary>
public sealed class MirrorTests(SampleServer sample) : IAsyncLifetime
{
    private readonly SourceWorld _world = new(sample.Url);

    public async ValueTask InitializeAsync() => await sample.FillAsync(_world.Host.Layout.ObjectStore);

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void One_that_does_not_exist_knows_nothing() =>
        new Mirror(_world.Host.Temp.At("none"), sample.Url).TryResolve("reef").ShouldBeNull();

    [Fact]
    public void One_whose_HEAD_is_empty_is_damaged_also_where_the_answer_needs_none()
    {
        File.WriteAllText(Path.Combine(_world.Mirror.Folder, "HEAD"), "");

        Should.Throw<DamagedRepositoryException>(() => _world.Mirror.TryResolve("reef")).Message.ShouldStartWith($"{_world.Mirror.Folder} is damaged: its HEAD is empty");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("none")]
    [InlineData("HEAD")]
    [InlineData("deadbee")]
    [InlineData("0123456789012345678901234567890123456789")]
    public async Task Only_names_of_branches_and_tags_and_ids_of_commits_are_refs(string name)
    {
        await _world.FillAsync("reef");

        _world.Mirror.TryResolve(name).ShouldBeNull();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_tag_is_no_branch()
    {
        await _world.FillAsync("reef");

        _world.Mirror.IsBranch("reef").ShouldBeTrue();
        _world.Mirror.IsBranch("v18.2.7").ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_a_branch_and_a_tag_of_one_name_it_is_the_branch()
    {
        await using var upstream = await OwnUpstream.StartAsync(sample);
        await Shell.RunAsync(upstream.Repository, "git", "tag", "reef", "luminous");
        using var world = new SourceWorld(upstream.Url);

        (await world.FillAsync("reef")).ShouldBe(await Shell.RunAsync(upstream.Repository, "git", "rev-parse", "refs/heads/reef"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_name_of_hexadecimal_digits_is_a_branch_before_it_is_an_id()
    {
        await using var upstream = await OwnUpstream.StartAsync(sample);
        var commit = await Shell.RunAsync(upstream.Repository, "git", "rev-parse", "reef");
        await Shell.RunAsync(upstream.Repository, "git", "branch", commit[..8], "luminous");
        using var world = new SourceWorld(upstream.Url);

        (await world.FillAsync(commit[..8])).ShouldBe(await Shell.RunAsync(upstream.Repository, "git", "rev-parse", "luminous"));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("reef", PackageFamily.Apt)]
    [InlineData("reef", PackageFamily.Dnf)]
    [InlineData("luminous", PackageFamily.Zypper)]
    public async Task The_dependency_files_of_a_commit_are_those_of_its_checkout(string release, PackageFamily family)
    {
        var commit = await _world.FillAsync(release);
        await _world.CloneAsync(release);

        var ofCommit = _world.Mirror.DependencyFilesOf(commit, family);
        var ofTree = DependencyFiles.OfTree(_world.Folder(release), family);

        ofCommit.Select(file => (file.Path, file.Executable)).ShouldBe(ofTree.Select(file => (file.Path, file.Executable)));
        DependencyFiles.Hash(ofCommit).ShouldBe(DependencyFiles.Hash(ofTree));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_commit_of_something_else_is_no_Ceph_tree()
    {
        var url = sample.Url.Resolve("../sample-bits.git");
        var commit = await _world.Store.EnsureAsync(url, "main", fetch: false, TestHost.Token);

        Should.Throw<UserException>(() => _world.Store.MirrorOf(url).DependencyFilesOf(commit, PackageFamily.Apt))
            .Message.ShouldContain("has no install-deps.sh, so it is no Ceph source tree; check --repository and --release");
    }
}
