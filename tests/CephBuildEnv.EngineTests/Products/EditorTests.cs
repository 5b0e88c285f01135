using System.Text.Json;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.Products;

/// <summary>What editors get, tried with their own programs.</summary>
[Collection(Order.SideBySide)]
public sealed class EditorTests : EngineTest
{
    private const string Tree = $"/ceph/src/{PrivateHost.Luminous}";

    private const string DevContainers = "@devcontainers/cli@0.89.0";

    public EditorTests(PrivateHost host) : base(host) => host.FirstLuminousBuild.ShouldSucceed();

    // clangd stands for an editor on a host that has neither a compiler nor the headers of any library.
    [Fact]
    public void A_language_server_outside_of_the_image_finds_every_header()
    {
        Checkout.Build($"CompileCommands {Host.LuminousOptions}").ShouldSucceed();

        var clangd = Checkout.Run(
            Docker.Client, "run", "--rm", "--volume", "/ceph:/ceph:ro", "ceph-build-env/upstream:debian-12", "bash", "-c",
            $"apt-get -qq update && apt-get -qq -y --no-install-recommends install clangd >/dev/null 2>&1 && ! test -e /usr/include/zlib.h && ! test -e /usr/include/c++ && clangd --check={Tree}/src/compressor/compressor.cc");

        clangd.ShouldSucceed();
        clangd.Errors.ShouldContain($"{Tree}/compile_commands.json");
        clangd.Errors.ShouldContain("All checks completed, 0 errors");
        Checkout.Read("git", "-C", Tree, "status", "--porcelain").ShouldBeEmpty();
        Checkout.Read("find", "/ceph/headers", "-xtype", "l").ShouldBeEmpty();
        Checkout.Build($"CompileCommands {Host.LuminousOptions}").ShouldSucceed().Errors.ShouldNotContain("copying /usr");
    }

    [Fact]
    public void A_folder_that_was_configured_by_hand_is_said_to_lack_commands()
    {
        const string folder = "/ceph/src/.by-hand";
        Directory.CreateDirectory(folder);
        try
        {
            Docker.RunIn($"git:{PrivateHost.Luminous}", "cmake", "-S", Tree, "-B", $"{folder}/build").ShouldSucceed();

            var refused = Docker.RunScript("compile-commands.sh", $"ceph-build-env/git:{PrivateHost.Luminous}", folder, $"CEPH_BUILD_DIR={folder}/build", $"CEPH_HEADERS={folder}");

            refused.ExitCode.ShouldBe(1);
            refused.Errors.ShouldContain($"{folder}/build is configured by hand, without compile_commands.json; turn it on in a shell of the environment: cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON {folder}/build");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_development_container_starts_with_the_build_in_it()
    {
        Checkout.Build($"DevContainer {Host.LuminousOptions}").ShouldSucceed();
        Checkout.Read("git", "-C", Tree, "status", "--porcelain").ShouldBeEmpty();

        var read = Json(DevContainer("read-configuration"));
        read.GetProperty("configuration").GetProperty("image").GetString().ShouldBe($"ceph-build-env/run:{PrivateHost.Luminous}");

        var container = Json(DevContainer("up")).GetProperty("containerId").GetString()!;
        try
        {
            DevContainer("exec", "bash", "-c", "pwd; ceph --version; touch /ceph/logs/x 2>&1").Output.ShouldSatisfyAllConditions(
                said => said.ShouldStartWith($"{Tree}\n"),
                said => said.ShouldContain("ceph version 12.2.10"),
                said => said.ShouldContain("Read-only file system"));
        }
        finally
        {
            Docker.Read("rm", "--force", "--volumes", container);
        }
    }

    [Fact]
    public void What_the_user_has_written_is_not_replaced()
    {
        Checkout.Read("mkdir", "-p", $"{Tree}/.devcontainer");
        File.WriteAllText($"{Tree}/.devcontainer/devcontainer.json", "{}");
        try
        {
            var refused = Checkout.Build($"DevContainer {Host.LuminousOptions}");

            refused.ExitCode.ShouldBe(1);
            refused.Errors.ShouldContain("devcontainer.json is there, and is not, or no more, as this project has written it; move it away: mv ");
            File.ReadAllText($"{Tree}/.devcontainer/devcontainer.json").ShouldBe("{}");
        }
        finally
        {
            Directory.Delete($"{Tree}/.devcontainer", recursive: true);
        }
    }

    private static Outcome DevContainer(string verb, params string[] arguments) =>
        Checkout.Run(["npx", "--yes", DevContainers, verb, "--docker-path", Docker.Client, "--workspace-folder", Tree, .. arguments]);

    private static JsonElement Json(Outcome said)
    {
        using var json = JsonDocument.Parse(said.ShouldSucceed().Output);
        return json.RootElement.Clone();
    }
}
