using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Nuke.Common.Tests;

/// <summary>
/// Reads what a compiled assembly uses of assembly <c>Nuke.Common</c>, so that it can be compared with what NUKE has:
/// a build script that stays inside compiles against either.
/// </summary>
public static class NukeApiUsage
{
    private const string AssemblyName = "Nuke.Common";

    /// <summary>Besides namespace Nuke.Common itself, which nuke-api.txt lists.</summary>
    private static readonly HashSet<string> AllowedElsewhere =
    [
        "Nuke.Common.Execution.ExecutableTarget",
        "Nuke.Common.Execution.ExecutableTarget.get_Description/0",
        "Nuke.Common.Execution.ExecutableTarget.get_Duration/0",
        "Nuke.Common.Execution.ExecutableTarget.get_Name/0",
        "Nuke.Common.Execution.ExecutableTarget.get_Status/0",
        "Nuke.Common.Execution.ExecutionStatus",
        "Nuke.Common.IO.AbsolutePath",
        "Nuke.Common.IO.AbsolutePath.ToString/0",
        "Nuke.Common.IO.AbsolutePath.get_Name/0",
        "Nuke.Common.IO.AbsolutePath.get_Parent/0",
        "Nuke.Common.IO.AbsolutePath.op_Division/2",
        "Nuke.Common.IO.AbsolutePath.op_Implicit/1",
    ];

    /// <summary>The names in nuke-api.txt, with their namespace, and the allow list.</summary>
    public static IReadOnlySet<string> Known()
    {
        using var reader = new StreamReader(typeof(NukeApiUsage).Assembly.GetManifestResourceStream("nuke-api.txt")!);
        return reader.ReadToEnd().Split('\n')
            .Where(x => x.Length > 0 && !x.StartsWith('#'))
            .Select(x => $"{AssemblyName}.{x}")
            .Concat(AllowedElsewhere)
            .ToHashSet();
    }

    /// <summary>The types and members that the assembly uses although <paramref name="known"/> does not list them.</summary>
    public static IReadOnlyList<string> Violations(string assemblyFile, IReadOnlySet<string> known) =>
        [.. Of(assemblyFile).Where(x => !known.Contains(x))];

    /// <summary>All types ("Namespace.Type") and members ("Namespace.Type.Member/parameters") used, sorted.</summary>
    public static IReadOnlyList<string> Of(string assemblyFile)
    {
        using var file = new PEReader(File.OpenRead(assemblyFile));
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Select(x => TypeName(metadata, x));
        var members = metadata.MemberReferences.Select(x => MemberName(metadata, metadata.GetMemberReference(x)));
        return [.. types.Concat(members).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
    }

    private static string? MemberName(MetadataReader metadata, MemberReference member)
    {
        if (DeclaringType(metadata, member.Parent) is not { } type)
            return null;
        var signature = metadata.GetBlobReader(member.Signature);
        var header = signature.ReadSignatureHeader();
        if (header.Kind != SignatureKind.Method)
            return $"{type}.{metadata.GetString(member.Name)}";
        if (header.IsGeneric)
            signature.ReadCompressedInteger();
        return $"{type}.{metadata.GetString(member.Name)}/{signature.ReadCompressedInteger()}";
    }

    private static string? DeclaringType(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeReference)
            return TypeName(metadata, (TypeReferenceHandle)parent);
        if (parent.Kind != HandleKind.TypeSpecification)
            return null;
        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return null;
        signature.ReadSignatureTypeCode();
        var generic = signature.ReadTypeHandle();
        return generic.Kind == HandleKind.TypeReference ? TypeName(metadata, (TypeReferenceHandle)generic) : null;
    }

    /// <summary>The type's full name if it is one of assembly Nuke.Common.</summary>
    private static string? TypeName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            var outer = TypeName(metadata, (TypeReferenceHandle)type.ResolutionScope);
            return outer is null ? null : $"{outer}+{metadata.GetString(type.Name)}";
        }
        if (type.ResolutionScope.Kind != HandleKind.AssemblyReference)
            return null;
        var assembly = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
        return metadata.GetString(assembly.Name) == AssemblyName ? $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}" : null;
    }
}
