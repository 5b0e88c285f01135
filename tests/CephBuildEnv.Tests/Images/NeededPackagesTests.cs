namespace CephBuildEnv.Tests.Images;

/// <summary>How the packages are found that a build needs to run.</summary>
public sealed class NeededPackagesTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task The_interpreters_of_scripts_are_found_however_they_are_named()
    {
        Script("a", "#!/bin/sh\n");
        Script("b", "#!/usr/bin/env bash\n");
        Script("c", "#!/usr/bin/env -S bash -u\n");
        Script("d", "#! /bin/sh -e\n");
        Script("e", "#!\n");
        Script("f", "#!   \n");
        Script("g with blank", "#!/bin/cat\n");
        Script("h", "no script at all");

        var found = await Shell.RunAsync(
            _temp.Path, "bash", "-c", "set -Eeuo pipefail; . \"$1/bin/lib.sh\"; . \"$1/bin/needed-packages.sh\"; interpreters .", "test", Checkout.Root);

        found.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFileName).ShouldBe(["bash", "cat", "sh"], ignoreOrder: true);
    }

    private void Script(string name, string text) => File.SetUnixFileMode(_temp.Write(name, text), (UnixFileMode)0b111_101_101);
}
