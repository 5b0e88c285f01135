using System.Formats.Tar;
using CephBuildEnv.Engines;
using CephBuildEnv.Images;

namespace CephBuildEnv.Tests.Images;

public sealed class ContextArchiveTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Order_modes_and_times_of_files_change_no_byte()
    {
        var first = Images("first", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var second = Images("second", (UnixFileMode)Convert.ToInt32("664", 8));
        File.SetLastWriteTimeUtc(Path.Combine(second, "a.sh"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        (await ArchiveAsync(first)).ShouldBe(await ArchiveAsync(second));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_same_files_in_another_order_are_the_same_archive()
    {
        ContextFile[] files = [new("b", "B"u8.ToArray(), false), new("a", "A"u8.ToArray(), true)];

        (await WriteAsync(files)).ToArray().ShouldBe((await WriteAsync(files.Reverse())).ToArray());
    }

    [Fact(Timeout = 30_000)]
    public async Task What_is_on_disk_is_written_as_what_is_in_memory()
    {
        var large = new byte[1_000_003];
        new Random(7).NextBytes(large);
        File.WriteAllBytes(_temp.At("large"), large);

        (await WriteAsync([new("installed.tar", default, false) { Source = _temp.At("large") }])).ToArray()
            .ShouldBe((await WriteAsync([new("installed.tar", large, false)])).ToArray());
    }

    [Fact(Timeout = 30_000)]
    public async Task Tar_reads_it_with_modes_that_depend_on_executable_alone()
    {
        var file = _temp.At("context.tar");
        await using (var stream = await WriteAsync([new("folder/run", "x"u8.ToArray(), true), new("data", "y"u8.ToArray(), false)]))
        await using (var target = File.Create(file))
            await stream.CopyToAsync(target, TestHost.Token);

        (await Shell.RunAsync(_temp.Path, "tar", "-tvf", file, "--full-time", "--utc")).Split('\n')
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .ShouldBe(["-rw-r--r-- 0/0 1 1970-01-01 00:00:00 data", "-rwxr-xr-x 0/0 1 1970-01-01 00:00:00 folder/run"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Its_first_entry_is_in_the_first_block_where_the_docker_client_looks()
    {
        await using var archive = await WriteAsync([new(ImageBuild.Dockerfile, "FROM scratch\n"u8.ToArray(), false)]);
        await using var reader = new TarReader(archive);

        reader.GetNextEntry()!.ShouldSatisfyAllConditions(
            entry => entry.Name.ShouldBe("Dockerfile"),
            entry => entry.Format.ShouldBe(TarEntryFormat.Ustar));
    }

    [Fact(Timeout = 30_000)]
    public async Task Names_longer_than_a_hundred_characters_are_kept()
    {
        var name = $"dependencies/{new string('d', 60)}/{new string('f', 90)}";
        await using var archive = await WriteAsync([new(name, "x"u8.ToArray(), false)]);
        await using var reader = new TarReader(archive);

        reader.GetNextEntry()!.Name.ShouldBe(name);
    }

    private string Images(string name, UnixFileMode mode)
    {
        _temp.Write($"{name}/Dockerfile", "FROM scratch\nCOPY --chmod=0755 a.sh b.sh /\n");
        foreach (var script in new[] { "a.sh", "b.sh" })
            File.SetUnixFileMode(_temp.Write($"{name}/{script}", "true\n"), mode);
        return _temp.At(name);
    }

    private static async Task<byte[]> ArchiveAsync(string images) => (await WriteAsync(DockerfileContext.Collect(images, "Dockerfile", []))).ToArray();

    private static async Task<MemoryStream> WriteAsync(IEnumerable<ContextFile> files)
    {
        var archive = new MemoryStream();
        await ContextArchive.WriteAsync(files, archive, TestHost.Token);
        archive.Position = 0;
        return archive;
    }
}
