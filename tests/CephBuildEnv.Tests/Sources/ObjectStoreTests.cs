using System.Net;
using System.Net.Sockets;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>The shared mirrors, filled by a real git from a real git daemon.</summary>
public sealed class ObjectStoreTests(SampleServer sample) : IDisposable
{
    private readonly SourceWorld _world = new(sample.Url);

    public void Dispose() => _world.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task A_mirror_that_is_missing_is_made_with_branches_and_tags_only()
    {
        await Shell.RunAsync(sample.Folder, "git", "-C", "ceph.git", "update-ref", "refs/pull/1/head", "reef");

        await _world.FillAsync("reef");

        (await SourceWorld.GitAsync(_world.Mirror.Folder, "for-each-ref", "--format=%(refname)")).Split('\n').ShouldBe(
        [
            "refs/heads/luminous", "refs/heads/main", "refs/heads/quickstart", "refs/heads/reef",
            "refs/tags/v12.2.10", "refs/tags/v18.2.7", "refs/tags/v20.0.0",
        ]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Nothing_in_it_is_ever_pruned()
    {
        await _world.FillAsync("reef");

        (await SourceWorld.GitAsync(_world.Mirror.Folder, "config", "gc.auto")).ShouldBe("0");
        (await SourceWorld.GitAsync(_world.Mirror.Folder, "config", "maintenance.auto")).ShouldBe("false");
    }

    [Fact(Timeout = 120_000)]
    public async Task Many_fetches_later_it_has_few_packs_and_all_that_was_ever_fetched()
    {
        await using var upstream = await OwnUpstream.StartAsync(sample);
        using var world = new SourceWorld(upstream.Url);
        await world.FillAsync("reef");
        var mirror = world.Mirror.Folder;
        // Else what is little comes as single objects.
        await SourceWorld.GitAsync(mirror, "config", "fetch.unpackLimit", "1");
        var first = await SourceWorld.GitAsync(upstream.Repository, "rev-parse", "reef");
        const int fetches = 60;
        var commits = new List<string>();
        for (var i = 0; i < fetches; i++)
        {
            await upstream.AddFileAsync("reef", $"file{i}", $"{i}");
            commits.Add(await world.FillAsync("reef", fetch: true));
            // No ref names it any more.
            await Shell.RunAsync(upstream.Repository, "git", "update-ref", "refs/heads/reef", first);
        }

        Directory.EnumerateFiles($"{mirror}/objects/pack", "*.pack").Count().ShouldBeLessThan(fetches / 2);
        File.Exists($"{mirror}/objects/pack/multi-pack-index").ShouldBeTrue();
        foreach (var commit in commits)
            await SourceWorld.GitAsync(mirror, "ls-tree", "-r", commit);
    }

    [Fact(Timeout = 60_000)]
    public async Task Submodules_are_mirrored_inside_nested_ones_alike()
    {
        await _world.FillAsync("reef");

        File.Exists(Path.Combine(_world.Mirror.Folder, "modules/src/sample-hash/HEAD")).ShouldBeTrue();
        File.Exists(Path.Combine(_world.Mirror.Folder, "modules/src/sample-hash/modules/bits/HEAD")).ShouldBeTrue();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("reef")]
    [InlineData("v18.2.7")]
    public async Task Branches_and_tags_name_a_commit(string name) =>
        (await _world.FillAsync(name)).ShouldBe(await SourceWorld.GitAsync(_world.Mirror.Folder, "rev-parse", $"{name}^{{commit}}"));

    [Fact(Timeout = 60_000)]
    public async Task The_beginning_of_a_commit_id_names_it()
    {
        var commit = await _world.FillAsync("reef");

        (await _world.FillAsync(commit[..10])).ShouldBe(commit);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_ref_that_does_not_exist_is_an_error_that_says_what_was_probably_meant()
    {
        var error = await Should.ThrowAsync<UserException>(() => _world.FillAsync("reff"));

        error.Message.ShouldBe($"{sample.Url} has no branch, tag or commit 'reff'; did you mean 'reef'?; it has luminous, main, quickstart, reef");
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_there_is_not_asked_of_the_network_again()
    {
        await using var upstream = await OwnUpstream.StartAsync(sample);
        using var world = new SourceWorld(upstream.Url);
        var commit = await world.FillAsync("reef");
        await upstream.StopAsync();

        (await world.FillAsync("reef")).ShouldBe(commit);
    }

    [Fact(Timeout = 60_000)]
    public async Task News_come_only_when_they_are_asked_for()
    {
        await using var upstream = await OwnUpstream.StartAsync(sample);
        using var world = new SourceWorld(upstream.Url);
        var old = await world.FillAsync("reef");
        var news = await upstream.CommitAsync("reef");

        (await world.FillAsync("reef")).ShouldBe(old);
        (await world.FillAsync("reef", fetch: true)).ShouldBe(news);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_branch_that_was_rewritten_upstream_is_followed()
    {
        await using var upstream = await OwnUpstream.StartAsync(sample);
        using var world = new SourceWorld(upstream.Url);
        await world.FillAsync("reef");
        await Shell.RunAsync(upstream.Repository, "git", "update-ref", "refs/heads/reef", "luminous");

        (await world.FillAsync("reef", fetch: true)).ShouldBe(await Shell.RunAsync(upstream.Repository, "git", "rev-parse", "luminous"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_repository_that_does_not_answer_is_an_error_that_leaves_nothing()
    {
        // A port that only root may open and nobody does: the port of a server that was stopped may be another test's by now.
        using var world = new SourceWorld(RepositoryUrl.Parse("git://127.0.0.1:1/ceph.git"));

        (await Should.ThrowAsync<UserException>(() => world.FillAsync("reef"))).Message.ShouldContain("the repository does not answer; check the network and --repository");

        Directory.EnumerateFileSystemEntries(world.Host.Layout.ObjectStore).ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task An_interrupted_transfer_leaves_nothing_and_the_next_one_works()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var url = RepositoryUrl.Parse("https://sample.invalid/ceph.git");
        using var interrupted = new SourceWorld(url, Rewrite($"git://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/"));
        using var cancellation = new CancellationTokenSource();
        var transfer = interrupted.Store.EnsureAsync(url, "reef", fetch: false, cancellation.Token);
        using var client = await silent.AcceptTcpClientAsync(TestHost.Token);

        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => transfer);
        Directory.EnumerateFileSystemEntries(interrupted.Host.Layout.ObjectStore).ShouldBeEmpty();

        var next = new ObjectStore(interrupted.Host.Layout, new Git(Rewrite(sample.Url.Value[..^"ceph.git".Length]), _ => { }));
        (await next.EnsureAsync(url, "reef", fetch: false, TestHost.Token)).Length.ShouldBe(40);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_killed_process_left_is_in_nobodys_way()
    {
        _world.Host.Temp.Write($"ceph/src/.objects/{sample.Url.StoreName}.git.unfinished/objects/half", "x");

        (await _world.FillAsync("reef")).Length.ShouldBe(40);

        Directory.Exists($"{_world.Mirror.Folder}.unfinished").ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_killed_git_left_in_a_mirror_is_in_nobodys_way()
    {
        await using var upstream = await OwnUpstream.StartAsync(sample);
        using var world = new SourceWorld(upstream.Url);
        await world.FillAsync("reef");
        var news = await upstream.CommitAsync("reef");
        var left = new[] { "config.lock", "packed-refs.lock", "refs/heads/reef.lock", "objects/pack/tmp_pack_x", "objects/maintenance.lock", "objects/info/commit-graph.lock" };
        foreach (var file in left)
            await File.WriteAllTextAsync(Path.Combine(world.Mirror.Folder, file), "half", TestHost.Token);

        (await world.FillAsync("reef", fetch: true)).ShouldBe(news);

        left.Where(file => File.Exists(Path.Combine(world.Mirror.Folder, file))).ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task Two_at_once_wait_for_each_other()
    {
        var stores = Enumerable.Range(0, 3).Select(_ => new ObjectStore(_world.Host.Layout, _world.Git)).ToList();

        var commits = await Task.WhenAll(stores.Select(store => store.EnsureAsync(sample.Url, "reef", fetch: false, TestHost.Token)));

        commits.Distinct().Count().ShouldBe(1);
    }

    private static Dictionary<string, string> Rewrite(string to) => new() { ["https://sample.invalid/"] = to };
}
