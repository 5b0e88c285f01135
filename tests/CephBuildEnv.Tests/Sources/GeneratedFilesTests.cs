using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

public sealed class GeneratedFilesTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly GeneratedFiles _files;

    public GeneratedFilesTests() => _files = new(_temp.Path);

    public void Dispose() => _temp.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Git_does_not_see_them_and_they_can_be_written_again()
    {
        await InitAsync();
        var exclude = File.ReadAllText(_temp.At(".git/info/exclude"));

        _files.Write("one.json", "1");
        _files.Write(".devcontainer/two.json", "2");
        _files.Write("one.json", "3");

        (await Shell.RunAsync(_temp.Path, "git", "status", "--porcelain", "--untracked-files=all")).ShouldBeEmpty();
        File.ReadAllText(_temp.At(".git/info/exclude")).ShouldBe($"{exclude}/one.json\n/.devcontainer/two.json\n");
        File.ReadAllText(_temp.At("one.json")).ShouldBe("3");
        _files.Unchanged.ShouldBe([_temp.At(".devcontainer/two.json"), _temp.At("one.json")]);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_somebody_has_written_or_changed_stays(bool wasOurs)
    {
        await InitAsync();
        if (wasOurs)
            _files.Write("one.json", "1");
        _temp.Write("one.json", "theirs");

        Should.Throw<UserException>(() => _files.Write("one.json", "2")).Message.ShouldContain($"mv {_temp.At("one.json")} {_temp.At("one.json")}.old");

        File.ReadAllText(_temp.At("one.json")).ShouldBe("theirs");
        _files.Unchanged.ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_link_is_not_followed()
    {
        await InitAsync();
        var target = _temp.Write("target", "theirs");
        File.CreateSymbolicLink(_temp.At("one.json"), target);

        Should.Throw<UserException>(() => _files.Write("one.json", "2"));

        File.ReadAllText(target).ShouldBe("theirs");
    }

    // A branch can have one among its files.
    [Fact(Timeout = 30_000)]
    public async Task A_link_in_place_of_the_folder_is_not_followed_either()
    {
        await InitAsync();
        Directory.CreateDirectory(_temp.At("target"));
        File.CreateSymbolicLink(_temp.At(".devcontainer"), _temp.At("target"));

        Should.Throw<UserException>(() => _files.Write(".devcontainer/two.json", "2")).Message.ShouldContain(".devcontainer is in the way");

        Directory.EnumerateFileSystemEntries(_temp.At("target")).ShouldBeEmpty();
    }

    private Task<string> InitAsync() => Shell.RunAsync(_temp.Path, "git", "init", "--quiet");
}
