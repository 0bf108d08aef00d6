from unheard_of import nothing
