/// The words by which columns go: English, German, French, Spanish, Italian, Portuguese, Dutch,
/// without accents, and the codes of the American Community Survey, EU-SILC and the CPS.
enum NameVocabulary {
  static let words: [(NameHint, String)] = identifiers + attributes + sensitive + structure

  private static let identifiers: [(NameHint, String)] = [
    (
      .personName,
      """
      name fullname firstname lastname givenname surname middlename middleinitial maidenname \
      mothersmaiden forename familyname vorname nachname familienname geburtsname prenom \
      nomdefamille nom apellido apellidos nombre cognome nome sobrenome apelido voornaam \
      achternaam naam initials customername patientname personname employeename
      """
    ),
    (
      .email,
      """
      email emailaddress mail mailaddress courriel correo correoelectronico eposta emailadresse \
      adressemail emailadres
      """
    ),
    (
      .phone,
      """
      phone phonenumber telephone telephonenumber tel mobile mobilephone mobilenumber cell \
      cellphone fax faxnumber telefon telefonnummer handy handynummer portable telefono telefone \
      celular telemovel telefoonnummer telefoon msisdn
      """
    ),
    (
      .street,
      """
      address streetaddress street addr addressline adresse strasse hausnummer anschrift rue \
      direccion calle domicilio indirizzo endereco morada rua adres straat huisnummer
      """
    ),
    (
      .userName,
      """
      username login loginname handle nickname nick screenname benutzername pseudo utilisateur \
      usuario utente utilizador gebruikersnaam
      """
    ),
    (.password, "password passwd passwort motdepasse contrasena senha wachtwoord pin pwd secret"),
    (
      .nationalNumber,
      """
      ssn socialsecurity socialsecuritynumber nationalid passport passportnumber taxid tin itin \
      driverlicense driverslicense drivinglicence licensenumber certificatenumber personalausweis \
      ausweisnummer reisepass steuernummer steuerid sozialversicherungsnummer svnr nir insee \
      numerosecu dni nie nif codicefiscale cpf rg bsn burgerservicenummer nin nino passeport
      """
    ),
    (
      .medicalRecord,
      """
      mrn medicalrecord medicalrecordnumber healthplan beneficiary beneficiarynumber nhsnumber \
      versichertennummer krankenversichertennummer insuranceid insurancenumber patientnumber
      """
    ),
    (
      .account,
      """
      account accountnumber iban bic creditcard creditcardnumber ccnumber cardnumber cvv cvv2 \
      ccexpires cctype bankaccount kontonummer konto kreditkarte comptebancaire cuentabancaria \
      contocorrente rekeningnummer
      """
    ),
    (.vehicle, "licenseplate numberplate plate vin kennzeichen immatriculation matricula targa"),
    (
      .deviceNumber,
      """
      imei imsi mac macaddress serial serialnumber deviceid deviceserial advertisingid idfa gaid \
      seriennummer
      """
    ),
    (.networkAddress, "ip ipaddress ipaddr srcip dstip clientip remoteaddr ipv4 ipv6 ipadresse"),
    (.webPage, "url website homepage webpage profileurl link weblink domain"),
    (.biometric, "fingerprint biometric faceid faceprint voiceprint iris retina"),
  ]

  private static let attributes: [(NameHint, String)] = [
    (
      .age,
      """
      age agep agegroup ageband ageyears iage alter altersgruppe lebensalter edad idade eta \
      leeftijd
      """
    ),
    (
      .sex,
      """
      sex gender isex geschlecht sexe genre sexo genero sesso genere geslacht gesl rb090 female \
      male
      """
    ),
    (
      .postcode,
      """
      postcode zip zipcode postalcode plz postleitzahl codepostal cp codigopostal codicepostale \
      cap cep puma postalarea
      """
    ),
    (
      .region,
      """
      city town village county state statefull istatenum province district region municipality \
      commune neighborhood neighbourhood urbrur stadt ort wohnort bundesland landkreis kreis \
      gemeinde ville departement ciudad provincia municipio citta comune cidade concelho distrito \
      stad woonplaats gemeente provincie location density db040 residence
      """
    ),
    (
      .birth,
      """
      dob birthdate dateofbirth birthday birthyear yearofbirth born birth geburtsdatum \
      geburtsjahr geburtstag datenaissance datedenaissance anneenaissance naissance \
      fechanacimiento fechadenacimiento anonacimiento nacimiento datanascita datadinascita nascita \
      datanascimento datadenascimento nascimento geboortedatum geboortejaar
      """
    ),
    (
      .nationality,
      """
      nationality nationalitat nationalitaet citizenship country countryfull nativecountry \
      countryofbirth birthplace staatsangehorigkeit staatsangehoerigkeit geburtsland geburtsort \
      herkunftsland nationalite pays paysdenaissance nacionalidad pais nazionalita cittadinanza \
      paese nacionalidade nationaliteit geboorteland land pb220a immigrant
      """
    ),
    (
      .marital,
      """
      maritalstatus marital marstat msp hhcivil civilstatus familienstand zivilstand \
      etatcivil situationmatrimoniale estadocivil statocivile burgerlijkestaat spouse married
      """
    ),
    (
      .family,
      """
      relationship relat relat2 kindpers children kinder enfants hijos figli filhos kinderen \
      familysize householdsize hsize npf noc numyoung numold ageyoung housingtype ownrent tenure \
      roof walls water electcon haushaltsgrosse dependents
      """
    ),
    (
      .education,
      """
      education educationnum educ educ1 educ2 edu degree schooling school schulabschluss \
      bildung bildungsabschluss abschluss diplome etudes niveaudetudes educacion estudios \
      titolodistudio istruzione educacao escolaridade opleiding opleidingsniveau
      """
    ),
    (
      .occupation,
      """
      occupation job jobtitle profession employer company workclass indp indpcat industry \
      occucode compcode prioccu poslabm regjobc kindfact posfact ftptime addjob jobfind dvet \
      veteran beruf arbeitgeber branche tatigkeit taetigkeit metier emploi employeur ocupacion \
      profesion empleo empresa professione lavoro impiego profissao ocupacao emprego beroep \
      werkgever functie pl030 employersize hoursperweek
      """
    ),
    (
      .language,
      """
      language languages lang locale mothertongue sprache muttersprache langue idioma lengua \
      lingua taal acceptlanguage nameset
      """
    ),
    (.timeZone, "timezone tz utcoffset zeitzone fuseauhoraire zonahoraria fusoorario tijdzone"),
    (
      .memberSince,
      """
      joined joindate signup signupdate registered registrationdate membersince createdat \
      admission admissiondate discharge dischargedate deathdate dateofdeath hiredate ideathmon \
      ideathday eintrittsdatum aufnahmedatum beitritt
      """
    ),
  ]

  private static let sensitive: [(NameHint, String)] = [
    (
      .ethnicity,
      """
      race ethnicity ethnic ethnicgroup ethnicorigin etni irace ihispanic hispanic hisp rac1p \
      rasse ethnie ethnizitat ethnizitaet herkunft origineethnique raza etnia razza raca etniciteit
      """
    ),
    (
      .religion,
      """
      religion belief faith church konfession glaube glauben culte religione religiao geloof \
      godsdienst
      """
    ),
    (
      .politics,
      """
      politics political politicalparty politicalopinion partyaffiliation vote unionmember \
      tradeunion union partei politisch gewerkschaft parti syndicat opinionpolitica partido \
      sindicato partito politiek vakbond
      """
    ),
    (
      .orientation,
      """
      sexualorientation orientation sexlife sexuelleorientierung orientationsexuelle \
      orientacionsexual orientamentosessuale orientacaosexual seksuelegeaardheid lgbt
      """
    ),
    (
      .health,
      """
      diagnosis disease illness condition health healthstatus medication drug treatment therapy \
      symptom icd icd10 icd9 disability drem dphy deye dear injury iinjury pregnant pregnancy \
      allergy bloodtype hiv disorder diagnose krankheit erkrankung gesundheit behinderung \
      medikament maladie sante handicap traitement diagnostic enfermedad salud diagnostico \
      discapacidad malattia salute diagnosi doenca saude ziekte gezondheid aandoening smoker \
      smoking bmi cancer diabetes
      """
    ),
    (.genetics, "gene genotype genome dna snp genetic genetics genetik mutation"),
    (.crime, "conviction crime criminal arrest offence offense vorstrafe straftat condamnation"),
    (
      .money,
      """
      income incomeband salary salaryclass wage wages earnings pay revenue money assets debts debt \
      savings expend expenditure wealth creditscore netsalary pincp pincpdecile povpip capitalgain \
      capitalloss eqincome agi fedtax statetax taxinc ptotval wsalval ernval einkommen \
      gehalt lohn vermogen vermoegen schulden revenu salaire patrimoine ingreso ingresos salario \
      renta reddito stipendio renda rendimento inkomen salaris loon
      """
    ),
  ]

  private static let structure: [(NameHint, String)] = [
    (
      .subject,
      """
      id user userid uid person personid pid member memberid customer customerid client \
      clientid patient patientid subject subjectid author authorid student studentid employee \
      employeeid respondent participant uuid guid uniqueid rb030 benutzer kunde kundennummer \
      kundennr patientennummer mitarbeiter utilisateurid personne cliente persona pessoa persoon \
      klant klantnummer identifier key label number num accountid profileid
      """
    ),
    (
      .row,
      """
      row rowid index tid traj trajectory trajectoryid trip tripid session sessionid sid visitid \
      eventid event order orderid transaction transactionid recordid record postid messageid \
      checkinid logid cluster lfdnr
      """
    ),
    (
      .household,
      """
      household householdid hid hhid hh orihid familyid db030 haushalt haushaltsnummer menage \
      foyer hogar famiglia agregado huishouden
      """
    ),
    (
      .weight,
      """
      weight weights samplingweight sampleweight surveyweight pweight pwgtp fnlwgt afnlwgt rb050 \
      gewicht gewichtung hochrechnungsfaktor poids ponderation peso ponderacion gewichtsfactor wgt \
      wt wgtp
      """
    ),
    (
      .time,
      """
      time timestamp datetime date unix epoch ts seenat occurredat when eventtime zeit zeitpunkt \
      zeitstempel datum uhrzeit heure horodatage fecha hora momento data ora tijd tijdstip \
      datumtijd
      """
    ),
    (.weekTime, "day weekday dayofweek hour hourofday wochentag stunde jour semana giorno"),
    (.latitude, "latitude lat breitengrad breite latitud latitudine breedtegraad"),
    (.longitude, "longitude lon lng long langengrad laengengrad longitud longitudine lengtegraad"),
    (
      .place,
      """
      place placeid poi poiid venue venueid venuecategory spot cellid celltower geohash h3 station \
      stop standort lieu endroit lugar luogo local plaats
      """
    ),
    (
      .source,
      """
      source src from follower sender caller node1 id1 user1 useria fromid fromuser sourceid von \
      absender origine origen remitente mittente remetente afzender
      """
    ),
    (
      .target,
      """
      target dst to followee following followed receiver recipient callee node2 id2 user2 userib \
      toid touser targetid nach empfanger empfaenger destinataire destino destinatario \
      ontvanger friend friendid
      """
    ),
    (
      .body,
      """
      body text message post comment content snippet review tweet bio biography about description \
      note notes remark nachricht kommentar beschreibung texte contenu commentaire texto mensaje \
      comentario testo messaggio commento mensagem bericht
      """
    ),
    (
      .file,
      """
      file filename filepath path image photo picture avatar video audio document attachment datei \
      dateiname bild fichier imagen archivo immagine arquivo bestand foto
      """
    ),
    (
      .device,
      """
      useragent ua device devicemodel phonemodel phoneos os operatingsystem browser screen \
      screensize resolution platform model gerat geraet betriebssystem appareil dispositivo \
      apparaat carrier hardware fontlist canvas
      """
    ),
    (
      .item,
      """
      item itemid movie movieid film filmid product productid book bookid isbn song songid track \
      trackid artist artistid game gameid app appid sku asin show showid \
      produkt produit producto prodotto produto
      """
    ),
    (
      .rating,
      "rating ratings stars score rate bewertung voto valoracion puntuacion avaliacao"
    ),
  ]
}
