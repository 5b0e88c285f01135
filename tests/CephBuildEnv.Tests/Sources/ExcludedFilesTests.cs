namespace CephBuildEnv.Tests.Sources;

/// <summary>What scripts leave in a tree is no change of its user's, as bin/git.sh sees to.</summary>
public sealed class ExcludedFilesTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData("repository")]
    [InlineData("worktree")]
    public async Task It_is_told_to_git_once(string tree)
    {
        await Shell.RunAsync(_temp.Path, "bash", "-ec", "git init -q repository; cd repository; git commit -q --allow-empty -m one; git worktree add -q ../worktree; rm -rf .git/info");
        var folder = _temp.At(tree);

        for (var times = 0; times < 2; times++)
        {
            await Shell.RunAsync(
                _temp.Path, "bash", "-Eeuo", "pipefail", "-c",
                $". {Checkout.At("bin", "lib.sh")}; . {Checkout.At("bin", "git.sh")}; CEPH_SRC={folder}; exclude_from_git /mine; touch {folder}/mine; mkdir -p {folder}/src; touch {folder}/src/mine");
        }

        (await Shell.RunAsync(folder, "git", "status", "--porcelain", "--untracked-files=all")).ShouldBe("?? src/mine");
        File.ReadAllText(_temp.At("repository/.git/info/exclude")).ShouldBe("/mine\n");
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_repository_there_is_nothing_to_do()
    {
        await Shell.RunAsync(_temp.Path, "bash", "-Eeuo", "pipefail", "-c", $". {Checkout.At("bin", "lib.sh")}; . {Checkout.At("bin", "git.sh")}; GIT_DIR=none CEPH_SRC={_temp.Path}; export GIT_DIR; exclude_from_git /mine");

        Directory.EnumerateFileSystemEntries(_temp.Path).ShouldBeEmpty();
    }
}
