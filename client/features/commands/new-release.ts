/** A small release that lacks nothing but its own facts, as a snippet. The tests fill it in and check the result. */
export const NEW_RELEASE = `person \${1:mara} "\${2:Mara Lind}"
service \${3:web}

release \${4:hotfix-1.0.1} "\${5:What it brings}" {
  kind    standard
  owner   \${1:mara}
  zone    \${6:Europe/Berlin}
  window  \${7:tbd}
  change  \${8:CHG0000001}

  run {
    deploy \${3:web} \${9:10m} by \${1:mara} undo \${10:5m}
    verify \${3:web} "\${11:Smoke tests}" \${12:10m} by \${1:mara}
    $0
  }
}
`;
