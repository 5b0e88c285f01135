using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>What would be lost with a tree, in real trees with real submodules.</summary>
public sealed class UnsavedWorkTests(UnsavedWorkTests.Tree template) : IClassFixture<UnsavedWorkTests.Tree>, IAsyncLifetime
{
    private const string Submodule = "src/sample-hash";
    private const string Nested = $"{Submodule}/bits";

    private static int _count;

    private readonly string _folder = $"{template.World.Host.Layout.Sources}/copy-{Interlocked.Increment(ref _count)}/tree";

    // As a copy: a clone takes a second.
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder)!);
        await Shell.RunAsync("/", "cp", "-a", template.World.Folder(), _folder);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact(Timeout = 60_000)]
    public async Task A_fresh_tree_has_none() => (await FindAsync()).ShouldBeEmpty();

    // What it was told to remove is all in its mirror, and so are the commits that submodules are pinned to by id.
    [Theory(Timeout = 60_000)]
    [InlineData("git checkout -q --detach v18.2.7 && git submodule -q update --recursive")]
    [InlineData("git checkout -q -b mine")]
    [InlineData("git tag mine")]
    [InlineData("git submodule -q deinit --force --all")]
    public async Task What_the_mirror_has_too_is_none(string command)
    {
        await InTreeAsync(command);

        (await FindAsync()).ShouldBeEmpty();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("echo x >>README.md", "has changes that are not committed: README.md")]
    [InlineData("git rm -q README.md", "has changes that are not committed: README.md")]
    [InlineData("echo x >notes.txt", "has files that git does not track: notes.txt")]
    [InlineData("for i in 1 2 3 4 5; do echo x >notes-$i; done", "has files that git does not track: notes-1, notes-2, notes-3 and 2 more")]
    [InlineData("git init -q mine", "has files that git does not track: mine/")]
    [InlineData("echo x >>README.md; git update-index --assume-unchanged README.md", "has files whose changes git was told to overlook: README.md")]
    [InlineData("echo x >>README.md; git update-index --skip-worktree README.md", "has files whose changes git was told to overlook: README.md")]
    [InlineData("git commit -q --allow-empty -m x", "has commits that are nowhere else: reef")]
    [InlineData("git checkout -q -b fix; git commit -q --allow-empty -m x; git checkout -q reef", "has commits that are nowhere else: fix")]
    [InlineData("git checkout -q --detach; git commit -q --allow-empty -m x", "has commits that are nowhere else: HEAD")]
    [InlineData("git commit -q --allow-empty -m x; git tag mine; git reset -q --hard HEAD^", "has commits that are nowhere else: tags/mine")]
    [InlineData("echo x >>README.md; git stash -q", "has stashed changes")]
    [InlineData("git bisect start -q", "is in the middle of a bisect")]
    [InlineData("git worktree add -q ../other v18.2.7", "is what the worktree ")]
    public async Task In_the_tree(string command, string reason)
    {
        await InTreeAsync(command);

        (await FindAsync()).ShouldHaveSingleItem().ShouldStartWith(reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_rebase_that_stopped_is_work()
    {
        await InTreeAsync("git checkout -q -b mine; echo x >README.md; git commit -qam mine; git checkout -q reef; echo y >README.md; git commit -qam theirs; git rebase -q reef mine || true");

        (await FindAsync()).ShouldContain("is in the middle of a rebase");
    }

    [Theory(Timeout = 60_000)]
    [InlineData(Submodule, "echo x >notes.txt", $"has changes that are not committed: {Submodule}")]
    [InlineData(Nested, "echo x >notes.txt", $"has changes that are not committed: {Submodule}")]
    [InlineData(Submodule, "git checkout -q -b fix; git commit -q --allow-empty -m x; git checkout -q --detach HEAD^", $"has commits that are nowhere else in the submodule {Submodule}: fix")]
    [InlineData(Nested, "git checkout -q -b fix; git commit -q --allow-empty -m x; git checkout -q --detach HEAD^", $"has commits that are nowhere else in the submodule {Nested}: fix")]
    [InlineData(Submodule, "f=$(git ls-files | head -n 1); echo x >>$f; git stash -q", $"has stashed changes in the submodule {Submodule}")]
    public async Task In_a_submodule(string submodule, string command, string reason)
    {
        await Shell.RunAsync($"{_folder}/{submodule}", "bash", "-ec", command);

        (await FindAsync()).ShouldBe([reason]);
    }

    [Fact(Timeout = 60_000)]
    public async Task In_a_submodule_that_another_branch_does_not_have()
    {
        await InTreeAsync($"cd {Submodule}; git checkout -q -b fix; git commit -q --allow-empty -m x; git checkout -q --detach HEAD^; cd -; git submodule -q deinit --force {Submodule}");

        (await FindAsync()).ShouldBe([$"has commits that are nowhere else in the submodule {Submodule}: fix"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_was_pushed_to_another_remote_is_none()
    {
        await InTreeAsync("git init -q --bare ../fork.git; git commit -q --allow-empty -m x; git remote add fork ../fork.git; git push -q fork reef");

        (await FindAsync()).ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_build_folder_that_nothing_ignores_is_named_by_the_caller()
    {
        await InTreeAsync("mkdir build.1; echo x >build.1/out");

        (await FindAsync()).ShouldBe(["has files that git does not track: build.1/"]);
        (await FindAsync($"{_folder}/build.1")).ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_tree_that_git_cannot_read_is_not_judged()
    {
        await File.WriteAllTextAsync($"{_folder}/.git/objects/info/alternates", "/no/such/mirror/objects\n", TestHost.Token);

        (await FindAsync()).ShouldHaveSingleItem().ShouldStartWith("git cannot read it, so what is in it cannot be judged: ");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_folder_without_git_is_not_judged()
    {
        Directory.Delete($"{_folder}/.git", recursive: true);

        (await FindAsync()).ShouldBe(["is no git checkout, so what is in it cannot be judged"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_empty_folder_has_none() =>
        (await new UnsavedWork(template.World.Git).FindAsync(Directory.CreateDirectory(template.World.Host.Temp.At("empty")).FullName, [], NoBuild, TestHost.Token)).ShouldBeEmpty();

    // See IgnoredFilesTests.
    private static bool NoBuild(DateTimeOffset time) => false;

    private Task<string> InTreeAsync(string command) => Shell.RunAsync(_folder, "bash", "-ec", command);

    private Task<IReadOnlyList<string>> FindAsync(params string[] made) => new UnsavedWork(template.World.Git).FindAsync(_folder, made, NoBuild, TestHost.Token);

    /// <summary>A tree that is cloned once, with its mirror.</summary>
    public sealed class Tree(SampleServer sample) : IAsyncLifetime
    {
        public SourceWorld World { get; } = new(sample.Url);

        public async ValueTask InitializeAsync()
        {
            await sample.FillAsync(World.Host.Layout.ObjectStore);
            await World.CloneAsync();
        }

        public ValueTask DisposeAsync()
        {
            World.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
