import atlas
