using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;

namespace CephBuildEnv.Editors;

/// <summary>Describes an environment's container to editors. The format: https://containers.dev/implementors/json_reference/.</summary>
public static class DevContainer
{
    /// <summary>Relative to the tree.</summary>
    public const string FileName = ".devcontainer/devcontainer.json";

    // The user that base images have; editors give it the id of theirs.
    private const string User = "builder";

    private const string Root = "root";

    /// <param name="environment">Whose.</param>
    /// <param name="container">As a shell of the environment would be.</param>
    /// <param name="buildDirectory">Where the tree is built.</param>
    public static string ToJson(BuildEnvironment environment, ContainerSpec container, string buildDirectory)
    {
        var tree = container.Environment["CEPH_SRC"];
        return new JsonObject
        {
            ["name"] = $"Ceph {environment.Release} on {environment.Distro.Title}",
            ["image"] = container.Image,
            ["workspaceMount"] = $"type=bind,source={tree},target={tree}",
            ["workspaceFolder"] = tree,
            ["mounts"] = new JsonArray([.. container.Mounts.Where(mount => mount.Target != tree).Select(mount => (JsonNode)ToText(mount))]),
            ["containerEnv"] = new JsonObject(container.Environment.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["remoteEnv"] = new JsonObject { ["PATH"] = $"{buildDirectory}/bin:${{containerEnv:PATH}}" },
            ["runArgs"] = new JsonArray($"--hostname={container.Hostname}", "--security-opt=label=disable", $"--pids-limit={ContainerSpec.Processes}"),
            ["init"] = true,
            ["remoteUser"] = container.Environment["CEPH_UID"] == "0" ? Root : User,
            ["customizations"] = new JsonObject
            {
                ["vscode"] = new JsonObject
                {
                    ["extensions"] = new JsonArray("ms-vscode.cpptools", "ms-vscode.cmake-tools"),
                    ["settings"] = new JsonObject
                    {
                        ["C_Cpp.default.compileCommands"] = $"{buildDirectory}/compile_commands.json",
                        ["cmake.configureOnOpen"] = false,
                        ["cmake.buildDirectory"] = buildDirectory,
                    },
                },
            },
        }.ToJsonString(new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    private static string ToText(Mount mount) => $"type=bind,source={mount.Source},target={mount.Target}{(mount.ReadOnly ? ",readonly" : "")}";
}
