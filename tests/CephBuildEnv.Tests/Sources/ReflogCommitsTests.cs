using System.Text.RegularExpressions;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>Commits that are on no branch any more, in real trees with real submodules.</summary>
public sealed class ReflogCommitsTests(UnsavedWorkTests.Tree template) : IClassFixture<UnsavedWorkTests.Tree>, IAsyncLifetime
{
    private const string Submodule = "src/sample-hash";
    private const string Nested = $"{Submodule}/bits";
    private const string Commit = "git commit -q --allow-empty -m mine";

    private static int _count;

    private readonly string _folder = $"{template.World.Host.Layout.Sources}/reflog-{Interlocked.Increment(ref _count)}/tree";

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder)!);
        await Shell.RunAsync("/", "cp", "-a", template.World.Folder(), _folder);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory(Timeout = 60_000)]
    [InlineData($"git checkout -q --detach; {Commit}; git rev-parse HEAD; git checkout -q reef")]
    [InlineData($"git checkout -q --detach; {Commit}; git rev-parse HEAD; git checkout -q v18.2.7")]
    [InlineData($"{Commit}; git rev-parse HEAD; git reset -q --hard HEAD^")]
    [InlineData($"git checkout -q -b fix; {Commit}; git rev-parse HEAD; git checkout -q reef; git branch -q -D fix")]
    [InlineData($"{Commit}; git rev-parse HEAD; git reset -q --hard HEAD^; rm .git/logs/HEAD")]
    public async Task In_the_tree(string command)
    {
        var id = await InAsync(".", command);

        (await FindAsync()).ShouldBe([Reason("", id, ".git")]);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(Submodule, "modules/src/sample-hash")]
    [InlineData(Nested, "modules/src/sample-hash/modules/bits")]
    public async Task In_a_submodule(string submodule, string repository)
    {
        var id = await InAsync(submodule, $"{Commit}; git rev-parse HEAD; git checkout -q --detach HEAD^");

        (await FindAsync()).ShouldBe([Reason($" in the submodule {submodule}", id, $".git/{repository}")]);
    }

    [Fact(Timeout = 60_000)]
    public async Task In_a_submodule_that_is_not_checked_out_any_more()
    {
        var id = await InAsync(Submodule, $"{Commit}; git rev-parse HEAD; git checkout -q --detach HEAD^; git -C ../.. submodule -q deinit --force {Submodule}");

        (await FindAsync()).ShouldBe([Reason($" in the submodule {Submodule}", id, $".git/modules/{Submodule}")]);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_first_of_an_amended_one_is_among_them()
    {
        await InAsync(".", $"git init -q --bare ../fork.git; git remote add fork ../fork.git; {Commit}");
        var first = await InAsync(".", "git rev-parse HEAD; git commit -q --amend --allow-empty -m better; git push -q fork reef");

        (await FindAsync()).ShouldBe([Reason("", first, ".git")]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Many_are_counted_the_newest_first()
    {
        var ids = await InAsync(".", $"git checkout -q --detach; for i in 1 2 3 4 5; do {Commit}$i; git rev-parse HEAD; done; git checkout -q reef");

        var newest = ids.Split('\n').Reverse().Take(3).Select(id => id[..12]);
        (await FindAsync()).ShouldHaveSingleItem().ShouldStartWith($"has commits that only its reflog names: {string.Join(", ", newest)} and 2 more (");
    }

    [Theory(Timeout = 60_000)]
    // On a branch or a tag they are found without it.
    [InlineData($"git checkout -q --detach; {Commit}; git branch mine; git checkout -q reef", "has commits that are nowhere else: mine")]
    [InlineData($"{Commit}; git tag mine; git reset -q --hard HEAD^", "has commits that are nowhere else: tags/mine")]
    [InlineData("for i in 1 2; do echo $i >>README.md; git stash -q; done", "has stashed changes")]
    public async Task What_has_a_name_is_not_named_twice(string command, string reason)
    {
        await InAsync(".", command);

        (await FindAsync()).ShouldBe([reason]);
    }

    [Theory(Timeout = 60_000)]
    // Somebody else's, who pushed others in their place.
    [InlineData($"git clone -q . ../other; cd ../other; git checkout -q -b x; {Commit}; cd -; git fetch -q ../other +x:refs/remotes/other/x; " +
        $"cd ../other; git commit -q --amend --allow-empty -m y; cd -; git fetch -q ../other +x:refs/remotes/other/x; git rev-parse other/x@{{1}}")]
    [InlineData($"git init -q --bare ../fork.git; git remote add fork ../fork.git; git checkout -q --detach; {Commit}; git push -q fork HEAD:refs/heads/x; git fetch -q fork; git checkout -q reef")]
    [InlineData($"git checkout -q --detach v18.2.7; git checkout -q reef; git checkout -q -b mine; git branch -q -D reef")]
    [InlineData("rm -rf .git/logs")]
    public async Task What_others_have_is_none(string command)
    {
        await InAsync(".", command);

        (await FindAsync()).ShouldBeEmpty();
    }

    // As the reason says.
    [Fact(Timeout = 60_000)]
    public async Task They_can_be_looked_at_and_let_go_of()
    {
        var id = await InAsync(Submodule, $"{Commit}; git rev-parse HEAD; git checkout -q --detach HEAD^");
        var said = Regex.Match((await FindAsync()).Single(), @"\((git -C \S+ )(log -g --all) shows them, (reflog expire .*) lets go of them\)$");

        (await InAsync("..", $"{said.Groups[1].Value}{said.Groups[2].Value} --format=%H")).ShouldContain(id);
        await InAsync("..", $"{said.Groups[1].Value}{said.Groups[3].Value}");

        (await FindAsync()).ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task Trees_that_are_switched_and_follow_have_none()
    {
        await template.World.CloneAsync("luminous");
        var tree = template.World.Tree("luminous");
        foreach (var target in new[] { "reef", "v18.2.7", "luminous" })
            await tree.SwitchAsync(template.World.Mirror, target, TestHost.Token);

        (await new UnsavedWork(template.World.Git).FindAsync(tree.Folder, [], _ => false, TestHost.Token)).ShouldBeEmpty();
    }

    private string Reason(string place, string id, string repository) =>
        $"has commits that only its reflog names{place}: {id[..12]} " +
        $"(git -C {_folder}/{repository} log -g --all shows them, reflog expire --expire=now --all lets go of them)";

    private Task<string> InAsync(string place, string command) => Shell.RunAsync($"{_folder}/{place}", "bash", "-ec", command);

    private Task<IReadOnlyList<string>> FindAsync() => new UnsavedWork(template.World.Git).FindAsync(_folder, [], _ => false, TestHost.Token);
}
