using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>Files that git ignores: a build's, or somebody's.</summary>
public sealed class IgnoredFilesTests(UnsavedWorkTests.Tree template) : IClassFixture<UnsavedWorkTests.Tree>, IAsyncLifetime
{
    private const string Submodule = "src/sample-hash";
    private const string Nested = $"{Submodule}/bits";
    private const string Exclude = "f=$(git rev-parse --git-path info/exclude); mkdir -p ${f%/*}; printf '*.patch\\n*.deb\\n/mine\\n__pycache__\\nnode_modules\\n' >>$f; ";

    private static int _count;

    private readonly string _folder = $"{template.World.Host.Layout.Sources}/ignored-{Interlocked.Increment(ref _count)}/tree";

    private DateTimeOffset _buildBegan = DateTimeOffset.MaxValue;
    private DateTimeOffset _buildEnded = DateTimeOffset.MaxValue;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder)!);
        await Shell.RunAsync("/", "cp", "-a", template.World.Folder(), _folder);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory(Timeout = 60_000)]
    [InlineData("echo x >hotfix.deb", "hotfix.deb")]
    [InlineData("touch -d 2001-01-01 hotfix.deb", "hotfix.deb")]
    [InlineData("ln -s /etc/hostname hotfix.deb", "hotfix.deb")]
    [InlineData("echo x >src/0001-fix.patch", "src/0001-fix.patch")]
    [InlineData("echo x >mine", "mine")]
    [InlineData("mkdir -p mine/deep; echo x >mine/deep/notes", "mine/")]
    [InlineData("git init -q mine", "mine/")]
    [InlineData("mkdir patches; for i in 1 2 3 4 5; do echo x >patches/$i.patch; done", "patches/1.patch, patches/2.patch, patches/3.patch and 2 more")]
    public async Task In_the_tree(string command, string names)
    {
        await InAsync(".", Exclude + command);

        (await FindAsync()).ShouldBe(
            [$"has files that git ignores and no build of ours made: {names} (git -C {_folder} clean -ndX lists all that is ignored, -fdX removes it)"]);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(Submodule)]
    [InlineData(Nested)]
    public async Task In_a_submodule(string submodule)
    {
        await InAsync(submodule, $"{Exclude} echo x >0001-fix.patch");

        (await FindAsync()).ShouldBe(
        [
            $"has files that git ignores and no build of ours made in the submodule {submodule}: 0001-fix.patch " +
            $"(git -C {_folder}/{submodule} clean -ndX lists all that is ignored, -fdX removes it)",
        ]);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_git_clean_removes_is_what_stands_in_the_way()
    {
        await InAsync(".", $"{Exclude} echo x >0001-fix.patch; mkdir mine; echo x >mine/notes");
        (await FindAsync()).ShouldNotBeEmpty();

        await InAsync(".", "git clean -q -fdX");

        (await FindAsync()).ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task Empty_folders_and_build_folders_that_the_caller_names_are_none()
    {
        await InAsync(".", "mkdir -p build src/build/in; echo x >build/out");

        (await FindAsync($"{_folder}/build")).ShouldBeEmpty();
        (await FindAsync()).ShouldHaveSingleItem().ShouldContain(": build/ (");
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_build_made_is_none()
    {
        await BuildAsync();

        (await FindAsync()).ShouldBeEmpty();
    }

    // The time of the content says whatever tar, npm or touch want it to say.
    [Theory(Timeout = 60_000)]
    [InlineData("echo x >hotfix.deb", "hotfix.deb")]
    [InlineData("echo x >hotfix.deb; touch -r __pycache__/a.pyc hotfix.deb", "hotfix.deb")]
    [InlineData("echo x >src/node_modules/left-pad/fix.js", "src/node_modules/")]
    [InlineData("echo x >>__pycache__/a.pyc", "__pycache__/")]
    [InlineData("mkdir -p src/node_modules/mine; ln -s / src/node_modules/mine/link", "src/node_modules/")]
    public async Task What_was_written_beside_it_afterwards_is_somebodys(string command, string name)
    {
        await BuildAsync();
        await InAsync(".", command);

        (await FindAsync()).ShouldHaveSingleItem().ShouldStartWith($"has files that git ignores and no build of ours made: {name} (");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_patch_that_somebody_saved_while_a_build_ran_is_theirs()
    {
        await BuildAsync("echo x >src/0001-fix.patch; echo x >src/node_modules/left-pad/a.patch");

        (await FindAsync()).ShouldHaveSingleItem().ShouldContain(" made: src/0001-fix.patch (");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_tree_that_was_switched_has_none()
    {
        await template.World.CloneAsync("luminous");
        var tree = template.World.Tree("luminous");
        await tree.SwitchAsync(template.World.Mirror, "reef", TestHost.Token);

        (await new UnsavedWork(template.World.Git).FindAsync(tree.Folder, [], _ => false, TestHost.Token)).ShouldBeEmpty();
    }

    // Files whose contents say other times, and a clone.
    private async Task BuildAsync(string more = "")
    {
        await InAsync(".", Exclude);
        await InAsync(Nested, Exclude);
        _buildBegan = await NowAsync();
        await InAsync(".", $"mkdir -p __pycache__ src/node_modules/left-pad {Nested}/node_modules; echo x >__pycache__/a.pyc; " +
            $"touch -d 1985-10-26 src/node_modules/left-pad/index.js {Nested}/node_modules/a; git init -q src/node_modules/cloned; {more}");
        _buildEnded = await NowAsync();
    }

    // Of the clock that the disk uses, which ticks: from one time to the next something must pass.
    private static async Task<DateTimeOffset> NowAsync()
    {
        await Task.Delay(50, TestHost.Token);
        var now = DateTimeOffset.UtcNow;
        await Task.Delay(50, TestHost.Token);
        return now;
    }

    private Task<string> InAsync(string place, string command) => Shell.RunAsync($"{_folder}/{place}", "bash", "-ec", command);

    private Task<IReadOnlyList<string>> FindAsync(params string[] made) =>
        new UnsavedWork(template.World.Git).FindAsync(_folder, made, time => _buildBegan <= time && time <= _buildEnded, TestHost.Token);
}
