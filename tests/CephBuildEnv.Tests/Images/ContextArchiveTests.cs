using System.Formats.Tar;
using CephBuildEnv.Engines;
using CephBuildEnv.Images;

namespace CephBuildEnv.Tests.Images;

public sealed class ContextArchiveTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Order_modes_and_times_of_files_change_no_byte()
    {
        var first = Images("first", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var second = Images("second", (UnixFileMode)Convert.ToInt32("664", 8));
        File.SetLastWriteTimeUtc(Path.Combine(second, "a.sh"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Archive(first).ShouldBe(Archive(second));
    }

    [Fact]
    public void The_same_files_in_another_order_are_the_same_archive()
    {
        ContextFile[] files = [new("b", "B"u8.ToArray(), false), new("a", "A"u8.ToArray(), true)];

        ContextArchive.Create(files).ToArray().ShouldBe(ContextArchive.Create(files.Reverse()).ToArray());
    }

    [Fact(Timeout = 30_000)]
    public async Task Tar_reads_it_with_modes_that_depend_on_executable_alone()
    {
        var file = _temp.At("context.tar");
        await using (var stream = ContextArchive.Create([new("folder/run", "x"u8.ToArray(), true), new("data", "y"u8.ToArray(), false)]))
        await using (var target = File.Create(file))
            await stream.CopyToAsync(target, TestHost.Token);

        (await Shell.RunAsync(_temp.Path, "tar", "-tvf", file, "--full-time", "--utc")).Split('\n')
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .ShouldBe(["-rw-r--r-- 0/0 1 1970-01-01 00:00:00 data", "-rwxr-xr-x 0/0 1 1970-01-01 00:00:00 folder/run"]);
    }

    [Fact]
    public void Its_first_entry_is_in_the_first_block_where_the_docker_client_looks()
    {
        using var archive = ContextArchive.Create([new(ImageBuild.Dockerfile, "FROM scratch\n"u8.ToArray(), false)]);
        using var reader = new TarReader(archive);

        reader.GetNextEntry()!.ShouldSatisfyAllConditions(
            entry => entry.Name.ShouldBe("Dockerfile"),
            entry => entry.Format.ShouldBe(TarEntryFormat.Ustar));
    }

    [Fact]
    public void Names_longer_than_a_hundred_characters_are_kept()
    {
        var name = $"dependencies/{new string('d', 60)}/{new string('f', 90)}";
        using var archive = ContextArchive.Create([new(name, "x"u8.ToArray(), false)]);
        using var reader = new TarReader(archive);

        reader.GetNextEntry()!.Name.ShouldBe(name);
    }

    private string Images(string name, UnixFileMode mode)
    {
        _temp.Write($"{name}/Dockerfile", "FROM scratch\nCOPY --chmod=0755 a.sh b.sh /\n");
        foreach (var script in new[] { "a.sh", "b.sh" })
            File.SetUnixFileMode(_temp.Write($"{name}/{script}", "true\n"), mode);
        return _temp.At(name);
    }

    private static byte[] Archive(string images)
    {
        using var archive = ContextArchive.Create(DockerfileContext.Collect(images, "Dockerfile", []));
        return archive.ToArray();
    }
}
