using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CephBuildEnv.Engines;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Tests.Engines;

/// <summary>Everything that an engine is told, one word a line, in Golden/.</summary>
public sealed class GoldenArgumentTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private static readonly ImageBuild Image = new(
        "ceph-build-env/base:debian-12-reef",
        [new("Dockerfile", "FROM scratch\n"u8.ToArray(), false)],
        ImmutableSortedDictionary<string, string>.Empty.Add("RELEASE", "reef").Add("PARENT", "ceph-build-env/base:debian-12").Add("DISTRO", "debian-12"),
        ImmutableSortedDictionary<string, string>.Empty.Add(Labels.Release, "reef").Add(Labels.Inputs, "cafe").Add(Labels.Manifest, "{\"a b\":\"c\"}"));

    private static readonly ContainerSpec Container = new("ceph-build-env.debian-12-reef.interactive", "ceph-build-env/run:debian-12-reef")
    {
        Entrypoint = ["/home/me/tools/bin/interactive.sh", "--fixed"],
        Arguments = ["ctest", "-R", "a b"],
        Environment = ImmutableSortedDictionary<string, string>.Empty.Add("CEPH_UID", "1000").Add("CEPH_JOBS", "4"),
        Labels = ImmutableSortedDictionary<string, string>.Empty.Add(Labels.Verb, "interactive").Add(Labels.Distro, "debian-12"),
        Mounts = [new("/ceph", "/ceph"), new("/home/me/tools", "/home/me/tools", ReadOnly: true)],
        Hostname = "ceph-build",
    };

    public static TheoryData<EngineKind> Kinds() => [.. Enum.GetValues<EngineKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_build(EngineKind kind) => Golden.ShouldMatch(Lines(Dialect(kind).Build("/usr/bin/client", Endpoint(kind), Image)), $"{kind}-build.txt");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_container_on_a_terminal(EngineKind kind) => Golden.ShouldMatch(Lines(RunOnTerminal(kind, Container)), $"{kind}-terminal.txt");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_shell_in_which_sudo_works(EngineKind kind) => Golden.ShouldMatch(
        Lines(RunOnTerminal(kind, Container with { NoNewPrivileges = false, Entrypoint = [], Arguments = [] })), $"{kind}-terminal-sudo.txt");

    [Fact]
    public void What_the_storage_takes() => Golden.ShouldMatch(Lines(Dialect(EngineKind.Docker).DiskUsage("/usr/bin/client", Endpoint(EngineKind.Docker))!), "Docker-disk-usage.txt");

    [Fact]
    public void Podman_has_no_build_cache() => Dialect(EngineKind.Podman).DiskUsage("/usr/bin/client", Endpoint(EngineKind.Podman)).ShouldBeNull();

    [Theory(Timeout = 30_000)]
    [InlineData(EngineKind.Docker, false, "Docker-container.json")]
    [InlineData(EngineKind.Podman, false, "Podman-container.json")]
    [InlineData(EngineKind.Podman, true, "Podman-container-rootless.json")]
    public async Task A_container_through_the_API(EngineKind kind, bool rootless, string golden) => Golden.ShouldMatch(await CreatedAsync(kind, rootless, Container), golden);

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(Kinds))]
    public async Task A_container_with_an_address_of_its_own(EngineKind kind) => Golden.ShouldMatch(
        await CreatedAsync(kind, rootless: false, new("cluster", "image") { Network = "cluster", Address = "172.18.0.2", Ports = [21000] }), $"{kind}-container-address.json");

    private static async Task<string> CreatedAsync(EngineKind kind, bool rootless, ContainerSpec container)
    {
        using var temp = new TempFolder();
        await using var fake = new FakeEngine(temp.At("engine.sock"), "podman-4.3");
        fake.OnText("GET", "/info", 200, Checkout.TestData("Engine", "podman-4.3", "info.json").Replace("name=seccomp", rootless ? "name=rootless" : "name=seccomp"))
            .On("POST", "/containers/create", 404, "create-no-image.json")
            .On("POST", "/containers/.*/stop", 404, "container-missing.json");
        using var engine = new ContainerEngine(new EngineEndpoint(kind, new Uri($"unix://{fake.Socket}"), "test"));

        await Should.ThrowAsync<UserException>(() => engine.RunAsync(container, _ => ValueTask.CompletedTask, TestHost.Token));

        var request = fake.Requests.Single(request => request.Path.StartsWith("/containers/create"));
        return $"{request.Path}\n{WithoutDefaults(JsonNode.Parse(request.Text)!)!.ToJsonString(Readable)}\n";
    }

    private static Command RunOnTerminal(EngineKind kind, ContainerSpec container) => Dialect(kind)
        .RunOnTerminal("/usr/bin/client", Endpoint(kind), container, Dialect(kind).UserNamespace(rootless: true));

    private static IEngineDialect Dialect(EngineKind kind) => kind == EngineKind.Docker ? new DockerDialect() : new PodmanDialect();

    private static EngineEndpoint Endpoint(EngineKind kind) => new(kind, new Uri("unix:///run/engine.sock"), "test");

    private static string Lines(Command command) => string.Concat(command.Environment
        .Select(variable => variable.Value is null ? $"unset {variable.Key}" : $"{variable.Key}={variable.Value}")
        .Append(command.File).Concat(command.Arguments).Select(line => $"{line}\n"));

    // The client writes every field that the engine knows.
    private static JsonNode? WithoutDefaults(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, WithoutDefaults(field.Value))).Where(field => field.Value is not null)),
        JsonValue value when value.ToJsonString() is "\"\"" or "0" or "false" or "null" => null,
        _ => node?.DeepClone(),
    };
}
